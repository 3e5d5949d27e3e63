package io.github.tallyport.gateway;

import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.journal.Journal;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The gateway's own journal, which has no room when the test says so. */
record FillableJournal(Supplier<Journal> real, BooleanSupplier full) implements Journal {
    @Override
    public long open(byte[] bytes, int closing) {
        if (full.getAsBoolean()) {
            throw GatewayFaults.cannotRecord().refusal();
        }
        return real.get().open(bytes, closing);
    }

    @Override
    public void close(long number, byte[] bytes) {
        real.get().close(number, bytes);
    }

    @Override
    public boolean keepsAtOnce() {
        return real.get().keepsAtOnce();
    }

    @Override
    public void whenKept(Executor executor, Runnable task) {
        real.get().whenKept(executor, task);
    }
}
