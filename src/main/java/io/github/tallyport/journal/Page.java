package io.github.tallyport.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A segment as it is read, and how many of its records are still needed. By one thread. */
final class Page {
    private final Path path;
    private final SegmentHeader header;
    private final MemorySegment bytes;
    private final Runnable unmap;
    private final @Nullable Segment running;
    private final FrameScan scan;

    private long size;
    private int needed;
    private long closings;
    private boolean atEnd;
    private @Nullable InternalError broken;

    private Page(Path path, SegmentHeader header, MemorySegment bytes, Runnable unmap, @Nullable Segment running) {
        this.path = path;
        this.header = header;
        this.bytes = bytes;
        this.unmap = unmap;
        this.running = running;
        this.scan = new FrameScan(bytes, header.journal());
        this.size = bytes.byteSize();
    }

    /** Of the running journal: more may be written to it. */
    static Page of(Segment running) {
        return new Page(running.path(), running.header(), running.bytes(), running::close, running);
    }

    /** Of an earlier journal. */
    @SuppressWarnings("MustBeClosedChecker") // unmap() does, or whoever could not read it
    static Page of(Path path) throws IOException {
        Arena arena = Arena.ofShared();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment bytes = file.map(MapMode.READ_WRITE, 0, file.size(), arena);
            SegmentHeader header = SegmentHeader.of(bytes);
            Faults.surface();
            if (!path.endsWith(header.file())) {
                throw new IOException("by its header it is " + header.file());
            }
            return new Page(path, header, bytes, arena::close, null);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        } catch (InternalError e) {
            arena.close();
            throw new IOException(e);
        }
    }

    /** The next record, or null when there is none yet or, if the page {@link #isOver}, ever. */
    @Nullable
    Frame next() {
        long end = running == null ? bytes.byteSize() : running.written();
        Frame frame = atEnd ? null : readable(() -> scan.next(end));
        if (frame == null && running == null) {
            atEnd = true;
        } else if (frame == null && scan.at() < end) {
            scan.skipTo(end);
        } else if (frame != null && frame.kind() == Frames.CLOSE) {
            closings++;
        }
        return frame;
    }

    /** The record at a place that was read before, or null if it cannot be read any more. */
    @Nullable
    Frame read(long at) {
        return readable(() -> new Frames(header.journal()).read(bytes, at, bytes.byteSize()));
    }

    private <T> @Nullable T readable(Supplier<@Nullable T> reading) {
        try {
            return Faults.surfacing(reading);
        } catch (InternalError e) {
            broken = e;
            atEnd = true;
            return null;
        }
    }

    boolean isOver() {
        return running == null ? atEnd : running.sealed() && (atEnd || scan.at() >= running.written());
    }

    /** Whether there is nothing in it that anybody needs, now or later. */
    boolean isDone() {
        return needed == 0 && isOver();
    }

    void need() {
        needed++;
    }

    void needNoMore() {
        needed--;
    }

    /** What is kept elsewhere is not handed out again after a restart, though its record stays here. */
    void settle(long at) {
        readable(() -> {
            Frames.settle(bytes, at);
            return null;
        });
    }

    /** What was settled stays settled when the machine loses power. */
    void force() throws IOException {
        try {
            bytes.force();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Closings that were written and could not be read. */
    long missing() {
        return running == null ? 0 : running.ended() - closings;
    }

    /** Bytes that are the beginning of a record that was never finished, at the end of an earlier journal's page. */
    long torn() {
        Long torn = running == null && atEnd && !isDamaged() ? readable(scan::torn) : null;
        return torn == null ? 0 : torn;
    }

    /** The file ends with the last record now. */
    void wasCut() {
        size = end();
    }

    /** Whether there is, or may be, more in it than was read. */
    boolean isDamaged() {
        return broken != null || scan.damaged() > 0 || scan.gaveUp();
    }

    String damage() {
        return broken == null ? scan.damaged() + " bytes between its records are damaged" : broken.toString();
    }

    long journal() {
        return header.journal();
    }

    Path path() {
        return path;
    }

    boolean isRunning() {
        return running != null;
    }

    /** Bytes that records take, header included. */
    long end() {
        return running == null ? scan.at() : running.written();
    }

    long size() {
        return size;
    }

    void unmap() {
        unmap.run();
    }
}
