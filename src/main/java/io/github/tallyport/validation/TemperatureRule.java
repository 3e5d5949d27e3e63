package io.github.tallyport.validation;

/** A number from 0 to 2; at 0 the client does not expect answers to differ. */
final class TemperatureRule implements Rule {
    private static final DecimalRule RANGE = new DecimalRule(0, 2);

    @Override
    public void read(Reading at) {
        RANGE.read(at);
        if (DecimalRule.compare(at.characters(), at.offset(), at.length(), 0) == 0) {
            at.draft().deterministic = true;
        }
    }
}
