package io.github.tallyport.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntSupplier;
import reactor.core.publisher.Mono;

/**
 * Counts this replica's {@link Share} while Redis is away; from nothing each time that it goes.
 *
 * <p>So what all replicas together may admit too much around that moment is: of a rate, what they admitted within the minute
 * before, since full buckets begin again, that is once the limit at most; of leases, those in flight at that moment; and the
 * same once more when Redis is back. A replica that never reached Redis takes itself for the only one, and adds a whole limit.
 *
 * <p>Money is another matter. As long as Redis is only slow, here or for everybody, others may be spending all of it there: a
 * claim of a budget that is not answered in time gets 503, also from a replica that never reached Redis. Once Redis is {@linkplain Contact#gone gone}, a
 * replica has its share of what was left when Redis last spoke of it, reservations taken off; of a budget that it did not use
 * of late, of what the ledger says is left. Before anybody counts in Redis again, all tell it what they spent, and what is
 * still under way as if it were ({@link Pulse}); meanwhile they spend nothing. So all together spend too much at most: what
 * others reserved in the last second before it went, which one replica did not see; or, where Redis is gone for some replicas
 * longer than for others, their shares.
 */
final class LocalQuota implements Quota {
    private final AtomicLong next = new AtomicLong();
    private final Function<Spent, MemoryQuota> memory;
    private final Away away;
    private final Abroad abroad;
    private final Terms terms;
    private volatile MemoryQuota home;

    /**
     * What is known of Redis and of those who count there.
     *
     * @param spent what the ledger says
     */
    record Away(Contact contact, IntSupplier replicas, Sightings sightings, Spent spent) {
        long taken(String tenant, Limit.Budget budget) {
            Long seen = sightings.taken(tenant, budget);
            return seen == null ? spent.in(tenant, budget) : seen;
        }

        Share share() {
            return new Share(replicas.getAsInt());
        }
    }

    /** @param memory makes an empty home that asks this for what was spent */
    LocalQuota(Function<Spent, MemoryQuota> memory, Away away, Abroad abroad, Terms terms) {
        this.memory = memory;
        this.away = away;
        this.abroad = abroad;
        this.terms = terms;
        this.home = empty();
    }

    /** Counts from nothing; what is held stays held where it is. */
    void begin() {
        home = empty();
    }

    /** Ends what was abandoned; to be called every few seconds. */
    void sweep() {
        home.sweep();
        abroad.forget(terms.now() - 2 * terms.longest().toMillis());
    }

    private MemoryQuota empty() {
        return memory.apply((tenant, budget) -> away.share().of(away::taken).in(tenant, budget));
    }

    @Override
    public Mono<Decision> reserve(Claim claim) {
        boolean costs = hasBudget(claim.limits());
        if (costs && !away.contact().gone()) {
            return Mono.error(ClosedQuota::refusal);
        }
        MemoryQuota now = home;
        Share share = away.share();
        return now.reserve(share.of(claim)).map(decision -> switch (decision) {
            case Decision.Granted granted -> granted(now, claim, granted, costs);
            case Decision.Refused refused -> refused(share, claim, refused);
        });
    }

    /** Redis may have come back while the ledger was asked: then it did not hear of this in time. */
    private Decision granted(MemoryQuota now, Claim claim, Decision.Granted granted, boolean costs) {
        Reservation outer = abroad.hold(next.getAndIncrement(), now, claim, granted);
        if (costs && !away.contact().gone()) {
            settle(outer, Used.NOTHING);
            throw ClosedQuota.refusal();
        }
        return new Decision.Granted(outer, granted.cap(), whole(claim.limits(), granted.balances()));
    }

    private static Decision refused(Share share, Claim claim, Decision.Refused refused) {
        int place = share.of(claim.limits()).indexOf(refused.limit());
        return new Decision.Refused(
                claim.limits().get(place),
                refused.wanted(),
                refused.pause(),
                whole(claim.limits(), refused.balances()));
    }

    @Override
    public void settle(Reservation reservation, Used used) {
        abroad.settle(reservation, used);
    }

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        if (hasBudget(limits) && !away.contact().gone()) {
            return Mono.error(ClosedQuota::refusal);
        }
        return home.balances(tenant, away.share().of(limits)).map(shares -> whole(limits, shares));
    }

    static boolean hasBudget(List<Limit> limits) {
        for (Limit limit : limits) {
            if (limit instanceof Limit.Budget) {
                return true;
            }
        }
        return false;
    }

    /** What is left of the share, under the limit's own name. */
    private static List<Balance> whole(List<Limit> limits, List<Balance> shares) {
        List<Balance> balances = new ArrayList<>(limits.size());
        for (int i = 0; i < limits.size(); i++) {
            balances.add(new Balance(
                    limits.get(i), shares.get(i).left(), shares.get(i).full()));
        }
        return List.copyOf(balances);
    }
}
