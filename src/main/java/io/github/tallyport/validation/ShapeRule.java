package io.github.tallyport.validation;

import tools.jackson.core.JsonToken;

/** An object or an array whose inside is somebody else's business: well formed, and as the client wrote it. */
enum ShapeRule implements Rule {
    OBJECT(JsonToken.START_OBJECT, "an object"),
    ARRAY(JsonToken.START_ARRAY, "an array");

    private final JsonToken start;
    private final String expected;

    ShapeRule(JsonToken start, String expected) {
        this.start = start;
        this.expected = expected;
    }

    @Override
    public void read(Reading at) {
        at.require(start, expected);
        at.skip();
    }
}
