package io.github.tallyport.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A JSON value as the bytes it came as: its digits and escapes stay what they were, as no tree would keep them.
 *
 * @param bytes not to be written to
 */
record Raw(byte[] bytes, int from, int to) {
    boolean isNull() {
        return bytes[from] == 'n';
    }

    boolean isText() {
        return bytes[from] == '"';
    }

    boolean isObject() {
        return bytes[from] == '{';
    }

    boolean isArray() {
        return bytes[from] == '[';
    }

    /** Of a string or an array: what is between its quotes or brackets. */
    Raw inner() {
        return new Raw(bytes, from + 1, to - 1);
    }

    boolean isEmpty() {
        return from == to;
    }

    boolean isBlank() {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at == to;
    }

    boolean sameAs(Raw other) {
        return Arrays.equals(bytes, from, to, other.bytes, other.from, other.to);
    }

    /** A number of a list's places. */
    int smallNumber() {
        if (to - from > 6) {
            throw new UnreadableAnswer("an index of many digits");
        }
        int number = 0;
        for (int at = from; at < to; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                throw new UnreadableAnswer("an index that is no number");
            }
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    /** The elements of an array. */
    List<Raw> elements() {
        List<Raw> elements = new ArrayList<>();
        try (JsonParser parser = Json.parser(bytes, from, to)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(Json.value(parser, bytes, from));
            }
        }
        return elements;
    }

    /** Puts it on one line: without the blanks between its parts. */
    void writeTo(Buffer out) {
        if (isText()) {
            out.put(bytes, from, to);
            return;
        }
        int kept = from;
        boolean quoted = false;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (b == '"') {
                quoted = !quoted;
            } else if (quoted) {
                at += b == '\\' ? 1 : 0;
            } else if (isBlank(b)) {
                out.put(bytes, kept, at);
                kept = at + 1;
            }
        }
        out.put(bytes, kept, to);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
