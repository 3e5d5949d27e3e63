package io.github.tallyport.validation;

import tools.jackson.core.JsonToken;

/** A boolean; 0, 1 and {@code "true"} are none. */
record FlagRule(Sink sink) implements Rule {
    /** What is done with it. */
    @FunctionalInterface
    interface Sink {
        void take(Draft draft, boolean value);
    }

    static final FlagRule ANY = new FlagRule((_, _) -> {});

    @Override
    public void read(Reading at) {
        if (at.token() != JsonToken.VALUE_TRUE && at.token() != JsonToken.VALUE_FALSE) {
            throw at.wrongType("a boolean");
        }
        sink.take(at.draft(), at.token() == JsonToken.VALUE_TRUE);
    }
}
