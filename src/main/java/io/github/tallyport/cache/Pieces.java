package io.github.tallyport.cache;

/**
 * The text of a JSON string, cut where every part is a string of its own: neither within an escape or a character, nor between
 * the two halves of one. Not thread-safe.
 */
final class Pieces {
    /** Bytes of a piece at least, but for the last; and pieces of a text at most. */
    private static final int LEAST = 64;

    private static final int MOST = 64;
    private static final int ESCAPED_UNIT = 6;

    private final Raw text;
    private final int length;
    private int from;
    private int to;

    /** @param text what is between the quotes */
    Pieces(Raw text) {
        this.text = text;
        this.length = Math.max(LEAST, (text.to() - text.from()) / MOST);
        this.from = text.from();
        this.to = text.from();
    }

    /** Goes to the next piece, if there is one. */
    boolean next() {
        from = to;
        int least = Math.min(text.to(), from + length);
        while (to < least) {
            to += width(to);
        }
        return from < to;
    }

    Buffer writeTo(Buffer out) {
        return out.put(text.bytes(), from, to);
    }

    /** Bytes of what cannot be cut. */
    private int width(int at) {
        int lead = text.bytes()[at] & 0xFF;
        if (lead == '\\') {
            return escape(at);
        }
        return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    }

    private int escape(int at) {
        if (text.bytes()[at + 1] != 'u') {
            return 2;
        }
        int next = at + ESCAPED_UNIT;
        return isUnit(at, "89ab") && next + ESCAPED_UNIT <= text.to() && isUnit(next, "cdef")
                ? 2 * ESCAPED_UNIT
                : ESCAPED_UNIT;
    }

    /** Whether a surrogate is escaped there, of the kind whose second digit is one of these. */
    private boolean isUnit(int at, String seconds) {
        byte[] bytes = text.bytes();
        return bytes[at] == '\\'
                && bytes[at + 1] == 'u'
                && (bytes[at + 2] | 0x20) == 'd'
                && seconds.indexOf(Character.toLowerCase((char) bytes[at + 3])) >= 0;
    }
}
