package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;
import tools.jackson.core.JsonToken;

/** At least one and at most {@code max} elements. */
record ArrayRule(int max, String expected, Rule element) implements Rule {
    @Override
    public void read(Reading at) {
        at.require(JsonToken.START_ARRAY, expected);
        count(at, max, element);
    }

    /**
     * From the opening bracket to the closing one.
     *
     * @return how many elements there were
     */
    static int count(Reading at, int max, Rule element) {
        int count = 0;
        while (at.next() != JsonToken.END_ARRAY) {
            count++;
            if (count <= max) {
                element.read(at);
            } else {
                at.skip();
            }
        }
        if (count == 0) {
            throw ParameterFaults.emptyArray(at.path()).refusal();
        }
        if (count > max) {
            throw ParameterFaults.arrayTooLong(at.path(), max, count).refusal();
        }
        return count;
    }
}
