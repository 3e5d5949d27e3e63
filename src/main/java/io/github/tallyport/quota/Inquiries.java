package io.github.tallyport.quota;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Asks the ledger on threads that may block. */
final class Inquiries {
    private final Spent spent;
    private final Executor threads;

    /** @param threads bounded, and so are those who wait for one: it refuses what does not fit */
    Inquiries(Spent spent, Executor threads) {
        this.spent = spent;
        this.threads = threads;
    }

    CompletableFuture<Long> ask(String tenant, Limit.Budget budget) {
        try {
            return CompletableFuture.supplyAsync(() -> spent.in(tenant, budget), threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
