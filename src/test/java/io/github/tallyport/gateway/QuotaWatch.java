package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.quota.Balance;
import io.github.tallyport.quota.Claim;
import io.github.tallyport.quota.Decision;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Quota;
import io.github.tallyport.quota.Reservation;
import io.github.tallyport.quota.Used;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How a gateway uses its quota, which decides only when the test lets it. */
final class QuotaWatch {
    final AtomicInteger granted = new AtomicInteger();
    final AtomicInteger settled = new AtomicInteger();
    final BlockingQueue<Used> used = new LinkedBlockingQueue<>();
    volatile CountDownLatch decides = new CountDownLatch(0);
    volatile CountDownLatch asked = new CountDownLatch(1);

    Quota watching(Supplier<Quota> real) {
        return new Quota() {
            @Override
            public Mono<Decision> reserve(Claim claim) {
                Mono<Decision> decision = real.get().reserve(claim).doOnNext(_ -> granted.incrementAndGet());
                if (decides.getCount() == 0) {
                    return decision;
                }
                asked.countDown();
                return Mono.fromCallable(() -> decides.await(10, TimeUnit.SECONDS))
                        .subscribeOn(Schedulers.boundedElastic())
                        .then(decision);
            }

            @Override
            public void settle(Reservation reservation, Used was) {
                real.get().settle(reservation, was);
                settled.incrementAndGet();
                used.add(was);
            }

            @Override
            public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
                return real.get().balances(tenant, limits);
            }
        };
    }

    /** What the next request that is settled has used; waits up to 10 s. */
    Used next() {
        try {
            Used next = used.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("a settlement within 10 s").isNotNull();
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
