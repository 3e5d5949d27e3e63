package io.github.tallyport.books;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts a worker's rounds for those who wait. Whatever was there before somebody began to wait is done when a round that began
 * later took all there was: a round under way may have looked before.
 */
final class Rounds {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition whole = lock.newCondition();
    private long begun;
    private long lastWhole;

    void begin() {
        lock.lock();
        try {
            begun++;
        } finally {
            lock.unlock();
        }
    }

    /** The round that began last found nothing more to do. */
    void tookAll() {
        lock.lock();
        try {
            lastWhole = begun;
            whole.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void awaitWhole(Duration most) throws InterruptedException, TimeoutException {
        long left = most.toNanos();
        lock.lock();
        try {
            long next = begun + 1;
            while (lastWhole < next) {
                if (left <= 0) {
                    throw new TimeoutException("not done in " + most);
                }
                left = whole.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
