package io.github.tallyport.quota;

import java.time.Instant;
import java.util.List;

/** What one reservation has taken, and of which counters. Guarded by its tenant's lock. Identity is the object's. */
final class Hold {
    private final long number;
    private final Counters place;
    private final Claim claim;
    private final Used taken;
    private final Counter[] counters;
    private final long at;
    private boolean swept;

    /**
     * @param number unlike that of any other
     * @param counters of the claim's limits, in their order
     * @param at when it was taken
     */
    Hold(long number, Counters place, Claim claim, Used taken, Counter[] counters, long at) {
        this.number = number;
        this.place = place;
        this.claim = claim;
        this.taken = taken;
        this.counters = counters;
        this.at = at;
    }

    Counters place() {
        return place;
    }

    String key() {
        return claim.key();
    }

    Instant moment() {
        return Instant.ofEpochMilli(at);
    }

    boolean isOlderThan(long millis, long now) {
        return now - at > millis;
    }

    void take() {
        List<Limit> limits = claim.limits();
        for (int i = 0; i < counters.length; i++) {
            counters[i].take(this, Amounts.wanted(limits.get(i), taken));
        }
    }

    /** What was taken is spent, as far as anybody knows. */
    void sweep(long now) {
        settle(taken, now);
        swept = true;
    }

    /** The first time, or after a sweep. */
    void settle(Used used, long now) {
        List<Limit> limits = claim.limits();
        for (int i = 0; i < counters.length; i++) {
            long before = Amounts.wanted(limits.get(i), taken);
            long after = Amounts.wanted(limits.get(i), used);
            if (swept) {
                counters[i].correct(before, after, now);
            } else {
                counters[i].settle(this, before, after, now);
            }
        }
    }

    boolean holds(Counter one) {
        for (Counter counter : counters) {
            if (counter == one) {
                return true;
            }
        }
        return false;
    }

    /** Nano-yuan that counters of budgets have reserved for it. */
    long reserved() {
        long sum = 0;
        for (Counter counter : counters) {
            if (counter instanceof Purse) {
                sum += taken.cost();
            }
        }
        return sum;
    }

    /** Quicker than the object's own, of which there is one for each live reservation; and Lincheck can play it again. */
    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
