package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.journal.Journal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The gateway's journal, whose disk takes as long as the test wants. */
final class HeldJournal implements Journal {
    private record Waiting(Executor executor, Runnable task) {}

    private final Supplier<Journal> real;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();

    HeldJournal(Supplier<Journal> real) {
        this.real = real;
    }

    @Override
    public long open(byte[] bytes, int closing) {
        return real.get().open(bytes, closing);
    }

    @Override
    public void close(long number, byte[] bytes) {
        real.get().close(number, bytes);
    }

    @Override
    public boolean keepsAtOnce() {
        return false;
    }

    @Override
    public void whenKept(Executor executor, Runnable task) {
        waiting.add(new Waiting(executor, task));
    }

    /** The next thing that waits for the disk, once there is one; it goes on when it is run. */
    Runnable next() throws InterruptedException {
        Waiting next = waiting.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("what waits for the disk").isNotNull();
        return () -> next.executor().execute(next.task());
    }
}
