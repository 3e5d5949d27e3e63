package io.github.tallyport.journal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** Walks over the records of a segment, whatever lies between them. */
final class FrameScan {
    /** How much is read in vain in search of the next record, in sizes of the segment: hostile bytes cannot hold it up. */
    private static final int PATIENCE = 64;

    private final MemorySegment segment;
    private final Frames frames;
    private long at;
    private long vain;
    private long damaged;

    FrameScan(MemorySegment segment, long journal) {
        this.segment = segment;
        this.frames = new Frames(journal);
        this.at = SegmentHeader.SIZE;
    }

    /** The next whole record before {@code end}, or null when there is none. */
    @Nullable
    Frame next(long end) {
        Frame frame = frames.read(segment, at, end);
        if (frame == null) {
            frame = search(end);
        }
        if (frame != null) {
            at = frame.next();
        }
        return frame;
    }

    private @Nullable Frame search(long end) {
        long patience = PATIENCE * segment.byteSize();
        for (long there = at + 8; there < end && vain <= patience; there += 8) {
            int promised = Frames.promised(segment, there, end);
            if (promised >= 0) {
                Frame frame = frames.read(segment, there, end);
                if (frame != null) {
                    damaged += there - at;
                    return frame;
                }
                vain += promised;
            }
        }
        return null;
    }

    /** Where the next record is looked for. */
    long at() {
        return at;
    }

    /** Bytes that were jumped over. */
    long damaged() {
        return damaged;
    }

    /** Gives up what lies before {@code end}. */
    void skipTo(long end) {
        damaged += end - at;
        at = end;
    }

    /** Bytes up to the last that is not 0. */
    long torn() {
        return Math.max(0, used(segment) - at);
    }

    /** The last byte that is not 0 is the one before. */
    static long used(MemorySegment segment) {
        long end = segment.byteSize();
        while (end > 0 && segment.get(ValueLayout.JAVA_BYTE, end - 1) == 0) {
            end--;
        }
        return end;
    }

    /** Whether the search was given up: there may be more. */
    boolean gaveUp() {
        return vain > PATIENCE * segment.byteSize();
    }
}
