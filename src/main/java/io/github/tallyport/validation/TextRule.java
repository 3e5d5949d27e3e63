package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;

/** A string. */
record TextRule(int max, Sink sink) implements Rule {
    /** What is done with the text the parser stands on. */
    @FunctionalInterface
    interface Sink {
        void take(Reading at);
    }

    /** Any string; nobody keeps it. */
    static final TextRule ANY = new TextRule(Integer.MAX_VALUE, _ -> {});

    /** A string that becomes part of the prompt. */
    static final TextRule PROMPT = new TextRule(Integer.MAX_VALUE, Reading::meter);

    static TextRule upTo(int max) {
        return new TextRule(max, _ -> {});
    }

    @Override
    public void read(Reading at) {
        if (!at.isText()) {
            throw at.wrongType("a string");
        }
        if (max < Integer.MAX_VALUE && at.length() > max && at.codePoints() > max) {
            throw ParameterFaults.stringTooLong(at.path(), max, at.codePoints()).refusal();
        }
        sink.take(at);
    }
}
