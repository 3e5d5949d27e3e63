package io.github.tallyport.quota;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Asks the ledger for budgets that nobody counts yet: each once for all who found it cold before the answer was there, and not
 * for ever. Who finds it cold later, because the counters were lost since, gets an answer of their own.
 */
final class Seeds {
    private static final int ANSWERS = 10_000;
    /** Longer than a script can be under way. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private record Asked(String tenant, Whose whose, Window window) {}

    private record Answer(long spent, long at) {}

    private final AsyncCache<Asked, Answer> answers =
            Caffeine.newBuilder().maximumSize(ANSWERS).expireAfterWrite(KEPT).buildAsync();
    private final Inquiries ledger;
    private final Duration patience;

    Seeds(Inquiries ledger, Duration patience) {
        this.ledger = ledger;
        this.patience = patience;
    }

    /**
     * Nano-yuan spent, by the place of each budget among the limits; fails when it cannot be told.
     *
     * @param places of budgets only
     * @param since when Redis was asked that found them cold, as {@link System#nanoTime} has it
     */
    CompletableFuture<Map<Integer, Long>> of(String tenant, List<Limit> limits, List<Integer> places, long since) {
        Map<Integer, CompletableFuture<Answer>> sums = places.stream()
                .collect(
                        Collectors.toMap(place -> place, place -> of(tenant, (Limit.Budget) limits.get(place), since)));
        return CompletableFuture.allOf(sums.values().toArray(CompletableFuture[]::new))
                .thenApply(_ -> sums.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, sum -> sum.getValue().join().spent())));
    }

    private CompletableFuture<Answer> of(String tenant, Limit.Budget budget, long since) {
        Asked asked = new Asked(tenant, budget.whose(), budget.window());
        CompletableFuture<Answer> known = answers.getIfPresent(asked);
        if (known != null
                && known.state() == Future.State.SUCCESS
                && known.join().at() - since < 0) {
            answers.asMap().remove(asked, known);
        }
        return answers.get(
                asked,
                (_, _) -> ledger.ask(tenant, budget)
                        .thenApply(spent -> new Answer(Math.max(0, spent), System.nanoTime()))
                        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS));
    }
}
