package io.github.tallyport.journal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How records lie in the segments of one journal: each begins at a multiple of 8 with a mark (which is never 0: zeros are what
 * nobody has written yet), a checksum, the number of its entry, the length of what was recorded and a word that says whether
 * the entry is kept elsewhere.
 *
 * <p>The checksum begins with the journal's random id. So nothing that a client sends can look like a record to whoever
 * searches a damaged segment for the next one, and no block of an older file passes for one of this.
 */
final class Frames {
    static final byte OPEN = 1;
    static final byte CLOSE = 2;
    static final int HEAD = 24;

    /** "TJ", and the version of this format; the kind takes the last byte. */
    private static final int MARK = 0x544A_0100;

    private static final int CRC_AT = 4;
    private static final int NUMBER_AT = 8;
    private static final int LENGTH_AT = 16;
    private static final int SETTLED_AT = 20;
    private static final int SETTLED = 0x4B45_5054;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

    private final byte[] journal;

    Frames(long journal) {
        this.journal = ByteBuffer.allocate(Long.BYTES).putLong(journal).array();
    }

    /** What a record of so many bytes takes in a segment. */
    static int size(int bytes) {
        return (HEAD + bytes + 7) & ~7;
    }

    byte[] encode(byte kind, long number, byte[] payload) {
        byte[] frame = new byte[size(payload.length)];
        ByteBuffer head = ByteBuffer.wrap(frame);
        head.putInt(0, MARK | kind).putLong(NUMBER_AT, number).putInt(LENGTH_AT, payload.length);
        System.arraycopy(payload, 0, frame, HEAD, payload.length);
        head.putInt(CRC_AT, checksum(frame, HEAD + payload.length));
        return frame;
    }

    /** The whole record that begins there, or null when none does. Looks at nothing from {@code end} on. */
    @Nullable
    Frame read(MemorySegment segment, long at, long end) {
        int length = promised(segment, at, end);
        if (length < 0) {
            return null;
        }
        byte[] frame = segment.asSlice(at, HEAD + length).toArray(ValueLayout.JAVA_BYTE);
        ByteBuffer head = ByteBuffer.wrap(frame);
        int checksum = head.getInt(CRC_AT);
        boolean settled = head.getInt(SETTLED_AT) == SETTLED;
        head.putInt(CRC_AT, 0).putInt(SETTLED_AT, 0);
        if (checksum(frame, frame.length) != checksum) {
            return null;
        }
        byte[] payload = new byte[length];
        System.arraycopy(frame, HEAD, payload, 0, length);
        return new Frame(frame[3], head.getLong(NUMBER_AT), payload, settled, at, at + size(length));
    }

    /** How long the record says it is, or -1 when it cannot be one. */
    static int promised(MemorySegment segment, long at, long end) {
        if (end - at < HEAD) {
            return -1;
        }
        int mark = segment.get(INT, at);
        if (mark != (MARK | OPEN) && mark != (MARK | CLOSE)) {
            return -1;
        }
        int length = segment.get(INT, at + LENGTH_AT);
        return length < 0 || length > Journal.LONGEST || length > end - at - HEAD ? -1 : length;
    }

    /** The mark comes last, so that what is there up to a kill is a whole record or none. */
    static void put(byte[] frame, MemorySegment segment, long at) {
        MemorySegment.copy(
                frame, Long.BYTES, segment, ValueLayout.JAVA_BYTE, at + Long.BYTES, frame.length - Long.BYTES);
        LONG.varHandle().setRelease(segment, at, ByteBuffer.wrap(frame).getLong(0));
    }

    /** In its place and outside the checksum: whole or not there. */
    static void settle(MemorySegment segment, long at) {
        segment.set(INT, at + SETTLED_AT, SETTLED);
    }

    private int checksum(byte[] frame, int length) {
        CRC32C crc = new CRC32C();
        crc.update(journal, 0, journal.length);
        crc.update(frame, 0, length);
        return (int) crc.getValue();
    }
}
