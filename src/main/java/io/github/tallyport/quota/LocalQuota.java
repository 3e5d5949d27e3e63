package io.github.tallyport.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Counts this replica's {@link Share} while Redis is away; from nothing each time that it goes.
 *
 * <p>So what all replicas together may admit too much around that moment is: of a rate, what they admitted within the minute
 * before, since full buckets begin again, that is once the limit at most; of leases, those in flight at that moment; of a
 * budget, what was reserved and had not reached the ledger. The same once more when Redis is back, but for budgets, which are
 * then told what was spent. A replica that never reached Redis takes itself for the only one, and adds a whole limit.
 */
final class LocalQuota implements Quota {
    /** @param share what its limits are of those claimed */
    private record Home(MemoryQuota quota, Share share) {}

    private record Inner(MemoryQuota home, Reservation reservation, long since) {}

    private final ConcurrentMap<String, Inner> held = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final Function<Spent, MemoryQuota> memory;
    private final Spent spent;
    private final Owed owed;
    private final Terms terms;
    private volatile Home home;

    /** @param memory makes an empty home that asks this for what was spent */
    LocalQuota(Function<Spent, MemoryQuota> memory, Spent spent, Owed owed, Terms terms) {
        this.memory = memory;
        this.spent = spent;
        this.owed = owed;
        this.terms = terms;
        this.home = home(1);
    }

    /** Counts from nothing; what is held stays held where it is. */
    void begin(int replicas) {
        home = home(replicas);
    }

    /** Ends what was abandoned; to be called every few seconds. */
    void sweep() {
        home.quota().sweep();
        long now = terms.now();
        held.values().removeIf(one -> now - one.since() > 2 * terms.longest().toMillis());
    }

    private Home home(int replicas) {
        Share share = new Share(replicas);
        return new Home(memory.apply(share.of(spent)), share);
    }

    @Override
    public Mono<Decision> reserve(Claim claim) {
        Home now = home;
        return now.quota().reserve(now.share().of(claim)).map(decision -> switch (decision) {
            case Decision.Granted granted -> granted(now, claim, granted);
            case Decision.Refused refused -> refused(now, claim, refused);
        });
    }

    private Decision granted(Home now, Claim claim, Decision.Granted granted) {
        String id = "local-" + next.getAndIncrement();
        held.put(id, new Inner(now.quota(), granted.reservation(), terms.now()));
        return new Decision.Granted(
                new Reservation(id, claim, granted.cap()), granted.cap(), whole(claim.limits(), granted.balances()));
    }

    private static Decision refused(Home now, Claim claim, Decision.Refused refused) {
        int place = now.share().of(claim.limits()).indexOf(refused.limit());
        return new Decision.Refused(
                claim.limits().get(place),
                refused.wanted(),
                refused.pause(),
                whole(claim.limits(), refused.balances()));
    }

    @Override
    public void settle(Reservation reservation, Used used) {
        Inner inner = held.remove(reservation.id());
        if (inner != null && reservation.settle()) {
            inner.home().settle(inner.reservation(), used);
            owed.add(reservation.claim(), used);
        }
    }

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        Home now = home;
        return now.quota().balances(tenant, now.share().of(limits)).map(shares -> whole(limits, shares));
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
