package io.github.tallyport.leaks;

import io.netty.buffer.PooledByteBufAllocator;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the process has lost so far. */
public final class Leaks {
    static final int ROUNDS = 50;

    private Leaks() {}

    /** Where each lost buffer was last seen. Collects garbage first. */
    public static List<String> found() {
        collect();
        return List.copyOf(LeakRecorder.REPORTS);
    }

    /** Until the collector has run; the detector reports what it finds when the next buffer is taken. */
    static void collect() {
        WeakReference<Object> canary = new WeakReference<>(new Object());
        for (int i = 0; i < ROUNDS && canary.get() != null; i++) {
            System.gc();
            LockSupport.parkNanos(10_000_000);
        }
        for (int i = 0; i < ROUNDS; i++) {
            PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
        }
    }
}
