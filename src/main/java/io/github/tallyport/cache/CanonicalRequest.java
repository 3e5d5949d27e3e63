package io.github.tallyport.cache;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a request asks, in bytes that are equal exactly when the questions are: whatever the order of the members, the blanks,
 * the escapes, and the notation of the numbers. {@link Immaterial} members are left out.
 *
 * <p>Every value begins with a tag; strings and numbers say how many bytes follow, arrays and objects how many values: no
 * two documents run together. Members are written as they come; an object whose members came out of order is put in order
 * once, at its end, so nothing but the buffer grows.
 */
final class CanonicalRequest {
    private final JsonParser parser;
    private final Buffer out;
    private int[] starts = new int[32];
    private int open;

    private CanonicalRequest(JsonParser parser, int length) {
        this.parser = parser;
        this.out = new Buffer(length + length / 4 + 64);
    }

    /**
     * Brings a body into its form.
     *
     * @param body UTF-8 JSON that was validated: one document, no name twice in an object
     * @throws JacksonException when it is not, or is nested deeper than 64, or has a number of more than 1000 characters:
     *     there is no form of it then
     */
    static byte[] of(byte[] body) {
        try (JsonParser parser = Json.parser(body, 0, body.length)) {
            CanonicalRequest request = new CanonicalRequest(parser, body.length);
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                request.object(true);
            } else {
                request.value();
            }
            return request.out.toBytes();
        }
    }

    private void value() {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(false);
            case START_ARRAY -> array();
            case VALUE_STRING -> {
                out.put('s');
                int length = out.leave();
                out.putUnits(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
                endOfText(length);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                out.put('#');
                int length = out.leave();
                CanonicalNumber.write(
                        out, parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
                endOfText(length);
            }
            case VALUE_TRUE -> out.put('t');
            case VALUE_FALSE -> out.put('f');
            case VALUE_NULL -> out.put('n');
            case null, default -> throw new IllegalArgumentException("no JSON value: " + parser.currentToken());
        }
    }

    private void array() {
        out.put('[');
        int count = out.leave();
        int values = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value();
            values++;
        }
        out.set(count, values);
    }

    private void object(boolean request) {
        out.put('{');
        int count = out.leave();
        int first = open;
        boolean inOrder = true;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (request && Immaterial.MEMBERS.contains(name)) {
                parser.skipChildren();
                continue;
            }
            int start = out.size();
            int length = out.leave();
            out.putUnits(name.toCharArray(), 0, name.length());
            endOfText(length);
            inOrder &= open == first || out.compare(starts[open - 1], start, start, out.size()) < 0;
            begin(start);
            value();
        }
        out.set(count, open - first);
        if (!inOrder) {
            putInOrder(first);
        }
        open = first;
    }

    private void begin(int start) {
        if (open == starts.length) {
            starts = Arrays.copyOf(starts, open * 2);
        }
        starts[open++] = start;
    }

    /** As a name's length stands before it, no member's bytes begin another's: comparing members compares their names. */
    private void putInOrder(int first) {
        Integer[] order = new Integer[open - first];
        Arrays.setAll(order, i -> first + i);
        Arrays.sort(order, (one, other) -> out.compare(starts[one], end(one), starts[other], end(other)));
        int start = starts[first];
        byte[] asCame = out.copy(start, out.size());
        int[] ends = new int[order.length];
        Arrays.setAll(ends, i -> end(first + i));
        out.cutBackTo(start);
        for (int member : order) {
            out.put(asCame, starts[member] - start, ends[member - first] - start);
        }
    }

    private int end(int member) {
        return member + 1 < open ? starts[member + 1] : out.size();
    }

    private void endOfText(int length) {
        out.set(length, out.size() - length - Integer.BYTES);
    }
}
