package io.github.tallyport.journal;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** For requests that nobody sent: numbers them, and keeps nothing. */
final class NoJournal implements Journal {
    private final AtomicLong numbers = new AtomicLong();

    @Override
    public long open(byte[] bytes, int closing) {
        return numbers.incrementAndGet();
    }

    @Override
    public void close(long number, byte[] bytes) {}

    @Override
    public boolean keepsAtOnce() {
        return true;
    }

    @Override
    public void whenKept(Executor executor, Runnable task) {
        task.run();
    }
}
