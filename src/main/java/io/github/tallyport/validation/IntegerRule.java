package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import tools.jackson.core.JsonToken;

/** A whole number written as one ({@code 100.0} and {@code 1e2} are not), both bounds included. */
record IntegerRule(long min, long max, Sink sink) implements Rule {
    /** What is done with it. */
    @FunctionalInterface
    interface Sink {
        void take(Draft draft, long value);
    }

    static IntegerRule between(long min, long max) {
        return new IntegerRule(min, max, (_, _) -> {});
    }

    @Override
    public void read(Reading at) {
        at.require(JsonToken.VALUE_NUMBER_INT, "an integer");
        boolean negative = at.characters()[at.offset()] == '-';
        long value = 0;
        boolean fits = true;
        for (int i = at.offset() + (negative ? 1 : 0); fits && i < at.offset() + at.length(); i++) {
            int digit = at.characters()[i] - '0';
            fits = value >= (Long.MIN_VALUE + digit) / 10;
            value = value * 10 - digit;
        }
        // counted downwards: there is one more negative long than there are positive ones
        fits &= negative || value != Long.MIN_VALUE;
        long signed = negative ? value : -value;
        if (negative ? !fits || signed < min : fits && signed < min) {
            throw ParameterFaults.integerBelow(at.path(), min, at.text()).refusal();
        }
        if (!fits || signed > max) {
            throw ParameterFaults.integerAbove(at.path(), max, at.text()).refusal();
        }
        sink.take(at.draft(), signed);
    }
}
