package io.github.tallyport.quota;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What Redis last said is taken of budgets, so that it is known when it goes. Those in use are looked at again every second,
 * others forgotten: of them the ledger knows enough. Thread-safe.
 */
final class Sightings {
    private static final int BUDGETS = 10_000;
    private static final int LOOKED_AT_ONCE = 500;
    private static final long OLD_MILLIS = 900;
    private static final long UNUSED_MILLIS = 120_000;

    /** A budget that was seen. */
    record Budget(String tenant, Limit.Budget limit) {}

    /** @param taken in nano-yuan, spent and reserved; {@link #DOUBTED} until it is seen again */
    private record Sighting(Budget budget, long taken, long at, long used) {
        static final long DOUBTED = -1;
    }

    private final ConcurrentMap<String, Sighting> all = new ConcurrentHashMap<>();
    private final Terms terms;

    Sightings(Terms terms) {
        this.terms = terms;
    }

    /** As a request met them. */
    void used(String tenant, List<Balance> balances) {
        note(tenant, balances, true);
    }

    /** As somebody saw them who only looked. */
    void seen(String tenant, List<Balance> balances) {
        note(tenant, balances, false);
    }

    private void note(String tenant, List<Balance> balances, boolean used) {
        for (Balance balance : balances) {
            if (balance.limit() instanceof Limit.Budget limit) {
                String name = KeyNames.counter(tenant, limit);
                if (all.size() < BUDGETS || all.containsKey(name)) {
                    long now = terms.now();
                    Sighting before = all.get(name);
                    long use = used || before == null ? now : before.used();
                    long taken = Math.max(0, limit.amount() - balance.left());
                    all.put(name, new Sighting(new Budget(tenant, limit), taken, now, use));
                }
            }
        }
    }

    /** What was told to Redis since is not in them. */
    void doubt() {
        all.replaceAll((_, one) -> new Sighting(one.budget(), Sighting.DOUBTED, 0, one.used()));
    }

    /**
     * Null where it was not seen of late.
     *
     * @throws IllegalStateException when it was seen, but not since it is doubted
     */
    @Nullable
    Long taken(String tenant, Limit.Budget budget) {
        Sighting last = all.get(KeyNames.counter(tenant, budget));
        if (last != null && last.taken() == Sighting.DOUBTED) {
            throw new IllegalStateException("a budget was not seen since Redis came back and went again");
        }
        return last == null ? null : last.taken();
    }

    /** Those to look at now, a bounded number; forgets what nobody uses. */
    List<Budget> old() {
        long now = terms.now();
        all.values().removeIf(one -> now - one.used() > UNUSED_MILLIS);
        return all.values().stream()
                .filter(one -> one.taken() == Sighting.DOUBTED || now - one.at() > OLD_MILLIS)
                .limit(LOOKED_AT_ONCE)
                .map(Sighting::budget)
                .toList();
    }
}
