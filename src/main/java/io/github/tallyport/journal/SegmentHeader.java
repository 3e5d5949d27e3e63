package io.github.tallyport.journal;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What a segment begins with.
 *
 * @param journal of one start of one gateway, 1 or more
 * @param sequence counted through all journals of a directory: segments in this order are in the order of time
 */
record SegmentHeader(long journal, long sequence) {
    static final int SIZE = 64;

    private static final long MAGIC = 0x5441_4C4C_594A_4E4CL;
    private static final int VERSION = 1;
    private static final int CHECKED = 28;

    /** Sorted by name, segments are in order. */
    String file() {
        return String.format("%012d-%016x" + JournalDirectory.SEGMENT, sequence, journal);
    }

    ByteBuffer bytes() {
        byte[] array = new byte[SIZE];
        ByteBuffer bytes = ByteBuffer.wrap(array);
        bytes.putLong(MAGIC).putInt(VERSION).putLong(journal).putLong(sequence);
        return bytes.putInt(checksum(array)).rewind();
    }

    /** @throws IOException in words that follow "cannot be read:" */
    static SegmentHeader of(MemorySegment segment) throws IOException {
        if (segment.byteSize() < SIZE) {
            throw new IOException("it is shorter than a header");
        }
        byte[] array = segment.asSlice(0, SIZE).toArray(ValueLayout.JAVA_BYTE);
        ByteBuffer bytes = ByteBuffer.wrap(array);
        if (bytes.getLong() != MAGIC) {
            throw new IOException("it does not begin as a segment does");
        }
        int version = bytes.getInt();
        SegmentHeader header = new SegmentHeader(bytes.getLong(), bytes.getLong());
        if (bytes.getInt() != checksum(array)) {
            throw new IOException("its header is damaged");
        }
        if (version != VERSION) {
            throw new IOException("its format has version " + version + ", not " + VERSION);
        }
        return header;
    }

    private static int checksum(byte[] header) {
        CRC32C crc = new CRC32C();
        crc.update(header, 0, CHECKED);
        return (int) crc.getValue();
    }
}
