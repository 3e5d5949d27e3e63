package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.openai.Change;
import tools.jackson.core.JsonToken;

/**
 * One stop sequence or several; the provider documents an array, so one is put into brackets. How many a model takes is the
 * model's business.
 */
final class StopRule implements Rule {
    private static final byte[] OPEN = {'['};
    private static final byte[] CLOSE = {']'};

    @Override
    public void read(Reading at) {
        if (at.token() == JsonToken.START_ARRAY) {
            at.draft().stops = ArrayRule.count(at, Integer.MAX_VALUE, StopRule::sequence);
        } else if (at.isText()) {
            sequence(at);
            at.draft().changes.add(Change.insert(at.start(), OPEN));
            at.draft().changes.add(Change.insert(at.end(), CLOSE));
            at.draft().stops = 1;
        } else {
            throw at.wrongType("one of a string or array of strings");
        }
    }

    private static void sequence(Reading at) {
        if (!at.isText()) {
            throw at.wrongType("a string");
        }
        if (at.length() == 0) {
            throw ParameterFaults.emptyString(at.path()).refusal();
        }
    }
}
