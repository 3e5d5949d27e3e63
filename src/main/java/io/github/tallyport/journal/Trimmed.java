package io.github.tallyport.journal;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back the zeros at the end of segments that nobody will write to again: a gateway that is killed again and again while
 * the database is away would fill the disk with them.
 */
final class Trimmed {
    private static final Logger LOG = LoggerFactory.getLogger(Trimmed.class);

    private static final int CHUNK = 1 << 16;

    private Trimmed() {}

    /** The size of a file after it is trimmed, if it is a segment; as many zeros stay as the longest record can end in. */
    static long size(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.allocate(SegmentHeader.SIZE);
            channel.read(header, 0);
            SegmentHeader.of(MemorySegment.ofBuffer(header.flip()));
            long end = Math.max(SegmentHeader.SIZE, used(channel)) + Frames.size(Journal.LONGEST);
            if (end < channel.size()) {
                channel.truncate(end);
            }
            return channel.size();
        } catch (IOException e) {
            LOG.debug("whoever reads it will say why it cannot be read", e);
            return file.toFile().length();
        }
    }

    static void cut(Path file, long end) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
        }
    }

    private static long used(FileChannel channel) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long end = channel.size();
        while (end > 0) {
            long from = Math.max(0, end - CHUNK);
            chunk.clear().limit((int) (end - from));
            while (chunk.hasRemaining() && channel.read(chunk, from + chunk.position()) > 0) {
                // until the chunk is full
            }
            for (int i = chunk.position() - 1; i >= 0; i--) {
                if (chunk.get(i) != 0) {
                    return from + i + 1;
                }
            }
            end = from;
        }
        return 0;
    }
}
