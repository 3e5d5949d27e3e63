package io.github.tallyport.quota;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger that says what the test wrote into it, when the test lets it. */
final class TestLedger implements Spent {
    private record Account(String tenant, Whose whose, Window window) {}

    private final ConcurrentMap<Account, Long> sums = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile CountDownLatch open = new CountDownLatch(0);
    private volatile boolean away;

    void holds(String tenant, Limit.Budget budget, long spent) {
        sums.put(new Account(tenant, budget.whose(), budget.window()), spent);
    }

    void goesAway() {
        away = true;
    }

    void comesBack() {
        away = false;
    }

    /** Questions wait until the latch is at 0. */
    CountDownLatch shut() {
        CountDownLatch latch = new CountDownLatch(1);
        open = latch;
        return latch;
    }

    int asked() {
        return asked.get();
    }

    @Override
    public long in(String tenant, Limit.Budget budget) {
        asked.incrementAndGet();
        try {
            if (!open.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test never opened the ledger");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        if (away) {
            throw new IllegalStateException("the ledger is away");
        }
        return sums.getOrDefault(new Account(tenant, budget.whose(), budget.window()), 0L);
    }
}
