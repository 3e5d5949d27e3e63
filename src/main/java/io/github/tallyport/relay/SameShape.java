package io.github.tallyport.relay;

import java.util.Arrays;

/**
 * Recognises a chunk that differs from an earlier one only in its content. Nearly all chunks of a stream do: what was found
 * out about the earlier one then holds for it too, and it need not be parsed. One per stream; not thread-safe.
 */
final class SameShape {
    private static final byte[] NONE = new byte[0];

    private byte[] before = NONE;
    private byte[] behind = NONE;
    private char[] content = new char[64];

    /** @param text the value of the only member of the delta, with its quotes; nothing else in the chunk had to be changed */
    void remember(byte[] document, int from, int to, Span text) {
        before = Arrays.copyOfRange(document, from, from + text.from + 1);
        behind = Arrays.copyOfRange(document, from + text.to - 1, to);
    }

    /** How many characters the content of such a chunk has; -1 when it is not one, or has anything but plain text in it. */
    int read(byte[] document, int from, int to) {
        int start = from + before.length;
        int end = to - behind.length;
        if (before.length == 0
                || start > end
                || !Arrays.equals(document, from, start, before, 0, before.length)
                || !Arrays.equals(document, end, to, behind, 0, behind.length)) {
            return -1;
        }
        if (content.length < end - start) {
            content = new char[end - start];
        }
        return decoded(document, start, end);
    }

    /** What {@link #read} has read. */
    char[] content() {
        return content;
    }

    /** Escapes, control characters and anything rare or wrong in UTF-8 are left to the parser. */
    private int decoded(byte[] document, int start, int end) {
        int length = 0;
        int i = start;
        while (i < end) {
            int b = document[i];
            if (b >= 0) {
                if (b < ' ' || b == '"' || b == '\\') {
                    return -1;
                }
                content[length++] = (char) b;
                i++;
            } else if ((b & 0xF0) == 0xE0 && i + 2 < end && isUsual(b, document[i + 1], document[i + 2])) {
                content[length++] =
                        (char) ((b & 0x0F) << 12 | (document[i + 1] & 0x3F) << 6 | (document[i + 2] & 0x3F));
                i += 3;
            } else {
                return -1;
            }
        }
        return length;
    }

    /** Three bytes of UTF-8 whose first leaves no room for overlong forms and surrogates. */
    private static boolean isUsual(int first, int second, int third) {
        return first != (byte) 0xE0 && first != (byte) 0xED && (second & 0xC0) == 0x80 && (third & 0xC0) == 0x80;
    }
}
