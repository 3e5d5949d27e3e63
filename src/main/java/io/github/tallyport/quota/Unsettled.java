package io.github.tallyport.quota;

import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Settles in Redis, again and again until it has heard: whoever is first to take the record of a reservation away settles, so
 * that asking twice does nothing twice. What there is no room for is swept as spent.
 */
final class Unsettled {
    private static final Script SETTLE = Script.named("settle", ScriptOutputType.VALUE);
    private static final int ROOM = 10_000;
    private static final int AT_ONCE = 200;

    private final ArrayBlockingQueue<Settlement> waiting = new ArrayBlockingQueue<>(ROOM);
    private final AtomicLong dropped = new AtomicLong();
    private final Line line;
    private final Terms terms;

    Unsettled(Line line, Terms terms) {
        this.line = line;
        this.terms = terms;
    }

    void settle(Settlement settlement) {
        var _ = send(settlement);
    }

    /** A round of those that wait; completes with whether nobody waits any more. */
    CompletableFuture<Boolean> again() {
        List<Settlement> round = new ArrayList<>();
        waiting.drainTo(round, AT_ONCE);
        return CompletableFuture.allOf(round.stream().map(this::send).toArray(CompletableFuture[]::new))
                .thenApply(_ -> waiting.isEmpty());
    }

    long dropped() {
        return dropped.get();
    }

    int waiting() {
        return waiting.size();
    }

    private CompletableFuture<@Nullable String> send(Settlement settlement) {
        List<String> keys = new ArrayList<>();
        keys.add(KeyNames.held(settlement.tenant()));
        keys.add(KeyNames.due(settlement.tenant()));
        settlement.limits().forEach(limit -> keys.add(KeyNames.counter(settlement.tenant(), limit)));
        return line.<String>ask(SETTLE, keys, ClaimText.settle(terms, settlement))
                .<@Nullable String>handle((said, failure) -> {
                    if (failure != null && !waiting.offer(settlement)) {
                        dropped.incrementAndGet();
                    }
                    return said;
                });
    }
}
