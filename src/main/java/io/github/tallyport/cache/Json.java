package io.github.tallyport.cache;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** How this room reads JSON: UTF-8, at most 64 objects and arrays inside each other. */
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(1000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            // few threads read, each for microseconds: a pool they share would cost more than it saves
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private Json() {}

    /** Where the current token begins, counted from where the parser began. */
    static int start(JsonParser parser) {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    /** The current value, which the parser is led to the end of. */
    static Raw value(JsonParser parser, byte[] document, int offset) {
        int start = start(parser);
        parser.skipChildren();
        parser.finishToken();
        int end = Math.toIntExact(parser.currentLocation().getByteOffset());
        return new Raw(document, offset + start, offset + end);
    }

    static JsonParser parser(byte[] document, int from, int to) {
        return FACTORY.createParser(ObjectReadContext.empty(), document, from, to - from);
    }
}
