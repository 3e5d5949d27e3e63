package io.github.tallyport.validation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds what the JSON parser would let pass and the next reader may see differently: overlong and otherwise broken UTF-8,
 * U+0000 as it is (no JSON has it, UTF-16 and UTF-32 always do), a byte order mark, and surrogates without their other half,
 * whether as bytes or as escapes.
 *
 * <p>Eight bytes are looked at together as long as they are plain. A backslash outside of a string is the parser's business:
 * the document is then no JSON anyway.
 */
public final class StrictUtf8 {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long BACKSLASHES = ONES * '\\';
    private static final int BROKEN = -1;

    private StrictUtf8() {}

    public static boolean isStrict(byte[] body) {
        if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            return false;
        }
        int i = 0;
        while (i < body.length) {
            if (i + 8 <= body.length && isPlain((long) WORDS.get(body, i))) {
                i += 8;
                continue;
            }
            byte b = body[i];
            if (b == 0) {
                return false;
            } else if (b == '\\') {
                i = afterEscape(body, i);
            } else {
                i = b > 0 ? i + 1 : afterSequence(body, i);
            }
            if (i == BROKEN) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(long word) {
        long backslash = word ^ BACKSLASHES;
        long zeros = (word - ONES) & ~word;
        long backslashes = (backslash - ONES) & ~backslash;
        return ((word | zeros | backslashes) & HIGHS) == 0;
    }

    private static int afterEscape(byte[] body, int at) {
        int unit = escapedUnit(body, at);
        if (unit < 0) {
            return at + 1 < body.length && body[at + 1] > 0 ? at + 2 : at + 1;
        }
        if (!Character.isSurrogate((char) unit)) {
            return at + 6;
        }
        int other = escapedUnit(body, at + 6);
        return other >= 0 && Character.isSurrogatePair((char) unit, (char) other) ? at + 12 : BROKEN;
    }

    /** The UTF-16 unit of an escape such as {@code \ud83d}, or -1 where none stands. */
    private static int escapedUnit(byte[] body, int at) {
        if (at + 6 > body.length || body[at] != '\\' || body[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(body[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    /** Well-formed sequences, table 3-7 of the Unicode standard. */
    private static int afterSequence(byte[] body, int at) {
        int lead = body[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return BROKEN;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (at + length > body.length) {
            return BROKEN;
        }
        int second = body[at + 1] & 0xFF;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return BROKEN;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((body[i] & 0xC0) != 0x80) {
                return BROKEN;
            }
        }
        return at + length;
    }
}
