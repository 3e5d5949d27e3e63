package io.github.tallyport.cache;

import org.jspecify.annotations.Nullable;

/**
 * Strings or arrays that come in parts, joined as they were written: the text between the quotes or the brackets needs no
 * reading. Halves of a character that were escaped in two parts meet again. Not thread-safe.
 */
final class Joined {
    private final char open;
    private final char close;
    private @Nullable Buffer inner;
    private boolean came;

    private Joined(char open, char close) {
        this.open = open;
        this.close = close;
    }

    static Joined text() {
        return new Joined('"', '"');
    }

    static Joined list() {
        return new Joined('[', ']');
    }

    /**
     * Takes a part; null is none, and a JSON null is an empty one.
     *
     * @throws UnreadableAnswer when the part is of another kind
     */
    void add(@Nullable Raw part) {
        if (part == null) {
            return;
        }
        came = true;
        if (part.isNull()) {
            return;
        }
        if (part.bytes()[part.from()] != open) {
            throw new UnreadableAnswer("a part of another kind");
        }
        Buffer out = inner == null ? new Buffer(256) : inner;
        inner = out;
        Raw more = part.inner();
        if (open == '"') {
            out.put(more.bytes(), more.from(), more.to());
        } else if (!more.isBlank()) {
            if (out.size() > 0) {
                out.put(',');
            }
            more.writeTo(out);
        }
    }

    boolean isNull() {
        return inner == null;
    }

    /** Whether any part came, if only a null. */
    boolean came() {
        return came;
    }

    /** Puts the whole, or null when no part was more than that. */
    void writeTo(Buffer out) {
        Buffer joined = inner;
        if (joined == null) {
            out.put("null");
        } else {
            out.put(open).put(joined).put(close);
        }
    }
}
