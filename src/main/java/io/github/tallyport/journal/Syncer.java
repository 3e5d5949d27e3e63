package io.github.tallyport.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forces to the disk what was written, as often as it is configured; many requests share one force. */
final class Syncer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Syncer.class);

    private record Waiting(Executor executor, Runnable task) {}

    private final Queue<Segment> segments = new ConcurrentLinkedQueue<>();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("journal-fsync").unstarted(this::run);
    private final Fsync fsync;
    private final long interval;
    private final Consumer<Exception> failed;
    private volatile boolean stopped;

    Syncer(Fsync fsync, Duration interval, Consumer<Exception> failed) {
        this.fsync = fsync;
        this.interval = interval.toNanos();
        this.failed = failed;
    }

    void start() {
        if (fsync != Fsync.OFF) {
            thread.start();
        }
    }

    /** From now on it is looked after. */
    void follow(Segment segment) {
        segments.add(segment);
    }

    boolean keepsAtOnce() {
        return fsync != Fsync.EACH;
    }

    void whenForced(Executor executor, Runnable task) {
        if (fsync != Fsync.EACH) {
            task.run();
            return;
        }
        waiting.add(new Waiting(executor, task));
        if (stopped) {
            sync();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!stopped) {
            if (fsync == Fsync.INTERVAL) {
                LockSupport.parkNanos(this, interval);
            } else if (waiting.isEmpty()) {
                LockSupport.park(this);
            }
            sync();
        }
    }

    /**
     * Whoever waits when it begins is told when it ends, also of a failure: their requests have ended, come what may. What failed
     * once is not tried again: Linux would say that it is there.
     */
    synchronized void sync() {
        int group = waiting.size();
        for (Iterator<Segment> all = segments.iterator(); all.hasNext(); ) {
            Segment segment = all.next();
            try {
                segment.force();
            } catch (IOException | RuntimeException e) {
                failed.accept(e);
            }
            if (segment.sealed()) {
                all.remove();
            }
        }
        for (int i = 0; i < group; i++) {
            Waiting one = waiting.remove();
            try {
                one.executor().execute(one.task());
            } catch (RejectedExecutionException e) {
                LOG.debug("nobody waits for it any more", e);
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        if (fsync != Fsync.OFF) {
            Threads.end(thread);
        }
        sync();
    }
}
