package io.github.tallyport.quota;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was spent of budgets where Redis did not see it, one sum for each, until it can be told. Rates and leases have moved on
 * by then. A budget that nobody counts there any more is not told: it will be asked of the ledger.
 */
final class Owed {
    private static final int BUDGETS = 10_000;
    /** No counters were ever made with it, so that a settlement charges what was used to those that are there. */
    static final String NO_EPOCH = "none";

    private record Account(String tenant, String counter) {}

    private record Sum(Limit.Budget budget, long cost) {
        Sum plus(long more) {
            long sum = cost + more;
            return new Sum(budget, sum < 0 ? Long.MAX_VALUE : sum);
        }
    }

    private final ConcurrentMap<Account, Sum> sums = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final String replica;
    private final Unsettled unsettled;

    /** @param replica unlike that of any other, ever */
    Owed(String replica, Unsettled unsettled) {
        this.replica = replica;
        this.unsettled = unsettled;
    }

    void add(Claim claim, Used used) {
        for (Limit limit : claim.limits()) {
            if (limit instanceof Limit.Budget budget && used.cost() > 0) {
                add(new Account(claim.tenant(), KeyNames.counter(claim.tenant(), budget)), budget, used.cost());
            }
        }
    }

    private void add(Account account, Limit.Budget budget, long cost) {
        if (sums.size() >= BUDGETS && !sums.containsKey(account)) {
            dropped.incrementAndGet();
        } else {
            sums.merge(account, new Sum(budget, cost), (before, _) -> before.plus(cost));
        }
    }

    /** Hands everything over to be settled, each sum once whatever becomes of the answers. */
    void tell() {
        for (Account account : sums.keySet()) {
            Sum sum = sums.remove(account);
            if (sum != null) {
                unsettled.settle(settlement(account.tenant(), sum));
            }
        }
    }

    long dropped() {
        return dropped.get();
    }

    private Settlement settlement(String tenant, Sum sum) {
        Claim claim = new Claim(tenant, "", List.of(sum.budget()), 0, 0, 1, 1, 0, false);
        Reservation reservation = new Reservation(replica + "-owed-" + next.getAndIncrement(), claim, 1);
        return new Settlement(reservation, NO_EPOCH, new Used(0, sum.cost()), Settlement.NEVER);
    }
}
