package io.github.tallyport.quota;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The counters of one tenant by what they count; one that is not there has counted nothing. Guarded by the tenant's lock. */
final class Register {
    private final Map<Whose, Bucket> requests = new HashMap<>();
    private final Map<Whose, Bucket> tokens = new HashMap<>();
    private final Map<Whose, Seats> seats = new HashMap<>();
    private final Map<Whose, Map<Window, Purse>> purses = new HashMap<>();

    /** In the order of the limits. */
    Counter[] of(List<Limit> limits, long now) {
        Counter[] counters = new Counter[limits.size()];
        for (int i = 0; i < counters.length; i++) {
            counters[i] = of(limits.get(i), now);
        }
        return counters;
    }

    private Counter of(Limit limit, long now) {
        return switch (limit) {
            case Limit.Rate rate ->
                (rate.unit() == Limit.Unit.REQUESTS ? requests : tokens)
                        .computeIfAbsent(rate.whose(), _ -> new Bucket(now));
            case Limit.Concurrency concurrency -> seats.computeIfAbsent(concurrency.whose(), _ -> new Seats());
            case Limit.Budget budget ->
                purses.computeIfAbsent(budget.whose(), _ -> HashMap.newHashMap(3))
                        .computeIfAbsent(budget.window(), _ -> new Purse(budget));
        };
    }

    static boolean warm(Counter[] counters) {
        for (Counter counter : counters) {
            if (counter instanceof Purse purse && !purse.isWarm()) {
                return false;
            }
        }
        return true;
    }

    Collection<Purse> purses(Whose whose) {
        Map<Window, Purse> all = purses.get(whose);
        return all == null ? List.of() : all.values();
    }

    Stream<Purse> allPurses() {
        return purses.values().stream().flatMap(all -> all.values().stream());
    }

    long reserved() {
        return allPurses().mapToLong(Purse::reserved).sum();
    }

    int size() {
        return requests.size()
                + tokens.size()
                + seats.size()
                + (int) allPurses().count();
    }

    void forgetIdle(long now) {
        requests.values().removeIf(one -> one.idle(now));
        tokens.values().removeIf(one -> one.idle(now));
        seats.values().removeIf(one -> one.idle(now));
        purses.values().removeIf(all -> {
            all.values().removeIf(one -> one.idle(now));
            return all.isEmpty();
        });
    }
}
