package io.github.tallyport.access;

import io.github.tallyport.tenancy.Fingerprint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * First uses of secrets: each is looked up once however many ask, a few at a time, on virtual threads. What does not fit is
 * refused at once rather than kept waiting.
 */
final class Lookups implements AutoCloseable {
    /** Too many questions, or nobody to answer them any more. */
    static final class Unanswered extends RuntimeException {
        Unanswered(String why) {
            super(why, null, false, false);
        }
    }

    private final ConcurrentMap<Fingerprint, CompletableFuture<LookedUp>> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("key-lookup-", 0).factory());
    private final Function<Fingerprint, LookedUp> query;
    private final Semaphore turns;
    private final int most;
    private final Duration patience;

    /** @param query blocks, and remembers what it found before it returns */
    Lookups(Function<Fingerprint, LookedUp> query, AccessProperties.Keys properties) {
        this.query = query;
        this.turns = new Semaphore(properties.lookups());
        this.most = properties.waitingLookups();
        this.patience = properties.lookupTimeout();
    }

    /** Fails with {@link Unanswered}, a time-out, or what the query threw. Shared: never cancel it. */
    CompletableFuture<LookedUp> of(Fingerprint fingerprint) {
        CompletableFuture<LookedUp> mine = new CompletableFuture<>();
        CompletableFuture<LookedUp> others = underWay.putIfAbsent(fingerprint, mine);
        if (others != null) {
            return others;
        }
        var _ = mine.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((finding, failure) -> underWay.remove(fingerprint, mine));
        if (underWay.size() > most) {
            mine.completeExceptionally(new Unanswered("more than " + most + " keys are being looked up"));
            return mine;
        }
        try {
            threads.execute(() -> answer(fingerprint, mine));
        } catch (RejectedExecutionException e) {
            mine.completeExceptionally(new Unanswered("the gateway is stopping"));
        }
        return mine;
    }

    private void answer(Fingerprint fingerprint, CompletableFuture<LookedUp> asked) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            asked.completeExceptionally(new Unanswered("the gateway is stopping"));
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (!asked.isDone()) {
                asked.complete(query.apply(fingerprint));
            }
        } catch (RuntimeException e) {
            asked.completeExceptionally(e);
        } finally {
            turns.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
