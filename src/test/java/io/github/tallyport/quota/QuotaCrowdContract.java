package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.soak.Soak;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every home of a quota keeps when many claim at once (L1, L3); the clock stands still, so that nothing refills. */
abstract class QuotaCrowdContract extends QuotaScene {
    private static final int THREADS = 64;
    private static final int CAPACITY = 1_000;

    /** On a thousand. */
    int attempts() {
        return Soak.choose(10_000, 50_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void of_many_attempts_at_once_exactly_what_there_is_is_admitted(int seed) throws Exception {
        int attempts = attempts();
        Map<String, Limit> limits = Map.of(
                "requests", requests(CAPACITY),
                "tokens", tokens(CAPACITY),
                "leases", leases(CAPACITY),
                "day", day(CAPACITY),
                "total", total(CAPACITY));
        Random random = new Random(seed);
        for (Map.Entry<String, Limit> one : limits.entrySet()) {
            // others that are not short make it several dimensions, in an order of the seed
            List<Limit> all = new ArrayList<>(List.of(
                    one.getValue(),
                    new Limit.Rate(ofKey(), Limit.Unit.REQUESTS, 1_000_000),
                    new Limit.Rate(ofKey(), Limit.Unit.TOKENS, 1_000_000),
                    new Limit.Concurrency(ofKey(), 1_000_000)));
            Collections.shuffle(all, random);
            AtomicInteger admitted = new AtomicInteger();

            crowd(attempts, () -> {
                if (decide(ask(all.toArray(Limit[]::new))) instanceof Decision.Granted) {
                    admitted.incrementAndGet();
                }
            });

            System.out.printf(
                    "L1 %s seed %d: %d of %d attempts admitted%n", one.getKey(), seed, admitted.get(), attempts);
            assertThat(admitted).hasValue(CAPACITY);
            assertThat(left(one.getValue())).isZero();
        }
    }

    @Test
    void tokens_and_money_come_to_the_sum_of_what_was_used() throws Exception {
        int requests = 200;
        Limit[] limits = {tokens(1_000_000_000), day(1_000_000_000), total(1_000_000_000), leases(requests)};
        AtomicLong tokens = new AtomicLong();
        AtomicLong cost = new AtomicLong();

        crowd(requests, () -> {
            Decision.Granted granted = granted(ask(limits).cap(10_000).tokenCost(3));
            long used = ThreadLocalRandom.current().nextLong(100, 10_001);
            tokens.addAndGet(used);
            cost.addAndGet(3 * used);
            quota().settle(granted.reservation(), new Used(used, 3 * used));
        });
        settled();

        System.out.printf("L3: %d requests used %d tokens of %d reserved%n", requests, tokens.get(), requests * 10_000);
        assertThat(balances(limits))
                .extracting(Balance::left)
                .containsExactly(
                        1_000_000_000 - tokens.get(), 1_000_000_000 - cost.get(), 1_000_000_000 - cost.get(), (long)
                                requests);
    }

    private static void crowd(int times, Runnable what) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Object>> all = threads.invokeAll(IntStream.range(0, times)
                    .<Callable<Object>>mapToObj(_ -> Executors.callable(what))
                    .toList());
            for (Future<Object> one : all) {
                one.get();
            }
        }
    }
}
