package io.github.tallyport.validation;

import io.github.tallyport.fault.ParameterFaults;

/** A name of up to 64 of the characters that tools and schemas may be called by. */
record NameRule(TextRule.Sink sink) implements Rule {
    private static final int MAX = 64;

    @Override
    public void read(Reading at) {
        if (!at.isText()) {
            throw at.wrongType("a string");
        }
        if (at.length() == 0) {
            throw ParameterFaults.emptyString(at.path()).refusal();
        }
        if (at.length() > MAX && at.codePoints() > MAX) {
            throw ParameterFaults.stringTooLong(at.path(), MAX, at.codePoints()).refusal();
        }
        char[] text = at.characters();
        for (int i = at.offset(); i < at.offset() + at.length(); i++) {
            if (!isNameCharacter(text[i])) {
                throw ParameterFaults.patternMismatch(at.path(), "^[a-zA-Z0-9_-]+$")
                        .refusal();
            }
        }
        sink.take(at);
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
}
