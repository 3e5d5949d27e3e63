package io.github.tallyport.journal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the next record goes, and whether there is room for it: the only state that all writers share.
 *
 * <p>The lock is held for a look-up among the open entries, some additions and the copy of one record: opening and closing an
 * entry of 300 and 500 bytes take 0.3 µs together, checksums included, and 5 µs once in 64 KB, where the kernel maps the next
 * pages. No system call, no allocation of a file and no other lock that is ever held for long happens under it. An event loop
 * that meets another one here waits that long; one whose holder was taken off its core waits for the scheduler, as it would in
 * any queue. Turned down: a lock-free claim of the position, as room for closings, the change of segments and the order of what
 * is read would each need a protocol of its own; and storing into every page beforehand, which changes none of these figures.
 *
 * <p>Room: with {@code n} segments ready, what fits for certain is what is left of the current one and {@code n} whole ones,
 * less one longest record for each change between them (the end of a segment that the next record did not fit into) and less
 * what is kept free for closings. A record is taken only if this stays above 0, and neither closings nor changes take it below.
 */
final class Pen {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Segment> ready = new ArrayDeque<>();
    private final Map<Long, Integer> open = new HashMap<>();
    private final long capacity;
    private final int longest;
    private final Consumer<Segment> begun;
    private final Consumer<InternalError> failed;

    private @Nullable Segment current;
    private long reserved;
    private volatile boolean low = true;

    /**
     * @param begun told, under the lock, of each segment when it becomes the current one
     * @param failed told, under the lock, of each store that failed
     */
    Pen(Limits limits, Consumer<Segment> begun, Consumer<InternalError> failed) {
        this.capacity = limits.segment() - SegmentHeader.SIZE;
        this.longest = Frames.size(limits.longest());
        this.begun = begun;
        this.failed = failed;
    }

    /**
     * @param closing bytes of a whole record
     * @return whether it is recorded, with so much kept free for its closing
     */
    boolean open(long number, byte[] frame, int closing) {
        lock.lock();
        try {
            if (free() < frame.length + closing || !write(frame)) {
                return false;
            }
            open.put(number, closing);
            reserved += closing;
            return true;
        } finally {
            done();
        }
    }

    Closing close(long number, byte[] frame) {
        lock.lock();
        try {
            Integer kept = open.remove(number);
            if (kept == null) {
                return Closing.NOT_OPEN;
            }
            reserved -= kept;
            boolean fits = frame.length <= kept || frame.length <= free();
            return fits && write(frame) ? Closing.RECORDED : Closing.LOST;
        } finally {
            done();
        }
    }

    /** For an entry that was never open. */
    Closing closeAlone(byte[] frame) {
        lock.lock();
        try {
            return frame.length <= free() && write(frame) ? Closing.RECORDED : Closing.LOST;
        } finally {
            done();
        }
    }

    /** What came of a closing. */
    enum Closing {
        RECORDED,
        LOST,
        NOT_OPEN
    }

    /** A store can fail like any write: then its segment ends before it, and the next one takes it. */
    private boolean write(byte[] frame) {
        for (Segment segment = fitting(frame); segment != null; segment = fitting(frame)) {
            try {
                segment.append(frame);
                return true;
            } catch (InternalError e) {
                segment.seal();
                current = null;
                failed.accept(e);
            }
        }
        return false;
    }

    private @Nullable Segment fitting(byte[] frame) {
        if (current != null && current.left() >= frame.length) {
            return current;
        }
        Segment next = ready.poll();
        if (next != null) {
            if (current != null) {
                current.seal();
            }
            current = next;
            begun.accept(next);
        }
        return next;
    }

    /** Takes a segment into use. */
    void add(Segment segment) {
        lock.lock();
        try {
            ready.add(segment);
        } finally {
            done();
        }
    }

    /** Leaves the segment whose disk failed, if there is another. */
    void leave() {
        lock.lock();
        try {
            if (current != null && !ready.isEmpty()) {
                current.seal();
                current = null;
            }
        } finally {
            done();
        }
    }

    /** Whether another segment should be made ready: less than a whole one is free. */
    boolean low() {
        return low;
    }

    /** Whether there is room for a good while. */
    boolean roomy() {
        lock.lock();
        try {
            return free() >= capacity / 2;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is recorded from now on. Returns the segments that were never used. */
    List<Segment> end() {
        lock.lock();
        try {
            if (current != null) {
                current.seal();
                current = null;
            }
            List<Segment> unused = List.copyOf(ready);
            ready.clear();
            return unused;
        } finally {
            lock.unlock();
        }
    }

    private long free() {
        long left = current == null ? 0 : current.left();
        return left + ready.size() * (capacity - longest) - reserved;
    }

    private void done() {
        low = free() < capacity;
        lock.unlock();
    }
}
