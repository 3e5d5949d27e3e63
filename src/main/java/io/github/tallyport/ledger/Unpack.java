package io.github.tallyport.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Reads what {@link Pack} wrote. Throws {@link UnreadableRecord} for anything else. */
final class Unpack {
    private final byte[] bytes;
    private int at;

    Unpack(byte[] bytes) {
        this.bytes = bytes;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at == bytes.length) {
                throw new UnreadableRecord("it ends in a number");
            }
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new UnreadableRecord("a number is too long");
    }

    int small() {
        long value = number();
        if (value != (int) value) {
            throw new UnreadableRecord("a number is too large: " + value);
        }
        return (int) value;
    }

    boolean flag() {
        return number() == 1;
    }

    @Nullable
    String text() {
        int length = small();
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > bytes.length - at) {
            throw new UnreadableRecord("a text is longer than the record");
        }
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }

    String given() {
        String text = text();
        if (text == null) {
            throw new UnreadableRecord("a text is missing");
        }
        return text;
    }

    void end() {
        if (at != bytes.length) {
            throw new UnreadableRecord((bytes.length - at) + " bytes are left over");
        }
    }
}
