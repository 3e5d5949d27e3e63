package io.github.tallyport.cache;

import java.util.Arrays;

/** Bytes being written, one after the other. Not thread-safe. */
final class Buffer {
    private byte[] bytes;
    private int size;

    /** @param expected how many bytes there will be, as a guess */
    Buffer(int expected) {
        bytes = new byte[Math.max(expected, 64)];
    }

    int size() {
        return size;
    }

    byte last() {
        return bytes[size - 1];
    }

    /** Forgets what stands from there on. */
    void cutBackTo(int position) {
        size = position;
    }

    /** @param ascii below 128 */
    Buffer put(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** @param ascii characters below 128 */
    Buffer put(String ascii) {
        int length = ascii.length();
        room(length);
        for (int i = 0; i < length; i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    Buffer put(Buffer other) {
        return put(other.bytes, 0, other.size);
    }

    Buffer put(byte[] text) {
        return put(text, 0, text.length);
    }

    Buffer put(byte[] text, int from, int to) {
        room(to - from);
        System.arraycopy(text, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    /** Leaves four bytes free, for a number that is known later. */
    int leave() {
        room(Integer.BYTES);
        size += Integer.BYTES;
        return size - Integer.BYTES;
    }

    /** Puts a number where {@link #leave} left room. */
    void set(int position, int number) {
        bytes[position] = (byte) (number >> 24);
        bytes[position + 1] = (byte) (number >> 16);
        bytes[position + 2] = (byte) (number >> 8);
        bytes[position + 3] = (byte) number;
    }

    /**
     * Puts characters by their UTF-16 units, one to three bytes each: so lone surrogates, which UTF-8 cannot write, are told
     * apart as well.
     */
    void putUnits(char[] text, int from, int length) {
        room(Math.multiplyExact(length, 3));
        byte[] to = bytes;
        int at = size;
        for (int i = from; i < from + length; i++) {
            char unit = text[i];
            if (unit < 0x80) {
                to[at++] = (byte) unit;
            } else if (unit < 0x800) {
                to[at++] = (byte) (0xC0 | (unit >> 6));
                to[at++] = (byte) (0x80 | (unit & 0x3F));
            } else {
                to[at++] = (byte) (0xE0 | (unit >> 12));
                to[at++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
                to[at++] = (byte) (0x80 | (unit & 0x3F));
            }
        }
        size = at;
    }

    /** Compares two stretches of what was written, byte by byte and unsigned. */
    int compare(int from, int to, int otherFrom, int otherTo) {
        return Arrays.compareUnsigned(bytes, from, to, bytes, otherFrom, otherTo);
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(bytes.length * 2L, 1 << 30)));
        }
    }
}
