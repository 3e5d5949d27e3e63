package io.github.tallyport.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** A segment of the running journal: written by one thread at a time, read by another, forced to the disk by a third. */
final class Segment implements AutoCloseable {
    private final Path path;
    private final SegmentHeader header;
    private final MemorySegment bytes;
    private final Arena arena;
    private final Disk disk;

    private volatile long written = SegmentHeader.SIZE;
    private volatile boolean sealed;
    private long ended;
    private long forced = SegmentHeader.SIZE;
    private boolean closed;

    private Segment(Path path, SegmentHeader header, MemorySegment bytes, Arena arena, Disk disk) {
        this.path = path;
        this.header = header;
        this.bytes = bytes;
        this.arena = arena;
        this.disk = disk;
    }

    @SuppressWarnings("MustBeClosedChecker") // close() does, or whoever could not make it
    static Segment make(Disk disk, Path path, SegmentHeader header, long size) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new Segment(path, header, disk.make(path, header, size, arena), arena, disk);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /** Into room that the caller knows of. By the writer, like {@link #seal}. */
    void append(byte[] frame) {
        long at = written;
        Frames.put(frame, bytes, at);
        Faults.surface();
        if (frame[3] == Frames.CLOSE) {
            ended++;
        }
        written = at + frame.length;
    }

    /** Nothing is written any more. */
    void seal() {
        sealed = true;
    }

    boolean sealed() {
        return sealed;
    }

    /** Where what was written ends. What is read up to there is whole. */
    long written() {
        return written;
    }

    long size() {
        return bytes.byteSize();
    }

    long left() {
        return bytes.byteSize() - written;
    }

    /** How many closings were written; for whoever has seen that it is sealed. */
    long ended() {
        return ended;
    }

    SegmentHeader header() {
        return header;
    }

    Path path() {
        return path;
    }

    MemorySegment bytes() {
        return bytes;
    }

    /** All that was written when it is called is on the disk when it returns. */
    synchronized void force() throws IOException {
        long end = written;
        if (!closed && forced < end) {
            disk.force(bytes.asSlice(forced, end - forced));
            forced = end;
        }
    }

    /** Not while it is written to or read. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            arena.close();
        }
    }
}
