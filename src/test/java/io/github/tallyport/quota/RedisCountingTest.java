package io.github.tallyport.quota;

import static io.github.tallyport.quota.Claims.claim;
import static io.github.tallyport.quota.Claims.day;
import static io.github.tallyport.quota.Claims.leases;
import static io.github.tallyport.quota.Claims.requests;
import static io.github.tallyport.quota.Claims.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Many clients at once on three replicas; on one, the contract has it. The clock stands, so that nothing refills. */
class RedisCountingTest {
    private static final int REPLICAS = 3;
    private static final int CLIENTS = 64;
    private static final int ATTEMPTS = 10_000;

    private final String tenant = RedisHome.tenant();

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void of_10000_attempts_on_1000_requests_exactly_1000_are_admitted() throws Exception {
        assertThat(admitted(claim(tenant, 1, requests(tenant, 1000)))).isEqualTo(1000);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void of_10000_attempts_on_1000_leases_exactly_1000_are_admitted() throws Exception {
        assertThat(admitted(claim(tenant, 1, leases(tenant, 1000)))).isEqualTo(1000);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void of_10000_attempts_on_money_and_tokens_for_1000_exactly_1000_are_admitted() throws Exception {
        Claim claim = claim(tenant, 1, tokens(tenant, 20_000), day(tenant, 11_000), requests(tenant, 2000));

        assertThat(admitted(claim)).isEqualTo(1000);
    }

    private long admitted(Claim claim) throws Exception {
        AtomicLong now = RedisHome.someTime();
        List<RedisHome> homes = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < REPLICAS; i++) {
                homes.add(RedisHome.at(now, (_, _) -> 0));
            }
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                RedisHome home = homes.get(i % REPLICAS);
                int attempts = ATTEMPTS / CLIENTS + (i < ATTEMPTS % CLIENTS ? 1 : 0);
                counts.add(clients.submit(() -> attempts(home, claim, attempts)));
            }
            long sum = 0;
            for (Future<Integer> count : counts) {
                sum += count.get();
            }
            assertThat(homes.getFirst().imbalance(tenant)).isEqualTo("0");
            return sum;
        } finally {
            homes.forEach(RedisHome::close);
        }
    }

    private static int attempts(RedisHome home, Claim claim, int attempts) {
        int admitted = 0;
        for (int i = 0; i < attempts; i++) {
            if (home.reserve(claim) instanceof Decision.Granted) {
                admitted++;
            }
        }
        return admitted;
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void after_200_requests_at_once_the_counters_have_what_they_used() throws Exception {
        Limit.Rate tokens = tokens(tenant, 1_000_000);
        Limit.Budget budget = day(tenant, 1_000_000);
        long used = 0;
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> 0);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long actual = new SplittableRandom(i).nextLong(10, 1001);
                used += actual;
                all.add(clients.submit(() -> settled(home, claim(tenant, 990, tokens, budget), actual)));
            }
            for (Future<?> one : all) {
                one.get();
            }
            home.settled();

            assertThat(home.balances(tenant, tokens, budget))
                    .extracting(Balance::left)
                    .containsExactly(1_000_000 - used, 1_000_000 - used);
            assertThat(home.imbalance(tenant)).isEqualTo("0");
        }
    }

    private static void settled(RedisHome home, Claim claim, long actual) {
        Decision decision = home.reserve(claim);
        assertThat(decision).isInstanceOf(Decision.Granted.class);
        if (decision instanceof Decision.Granted granted) {
            home.quota().settle(granted.reservation(), new Used(actual, actual));
        }
    }
}
