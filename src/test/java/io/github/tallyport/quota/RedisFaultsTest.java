package io.github.tallyport.quota;

import static io.github.tallyport.quota.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.tallyport.servers.StoppableRedis;
import io.github.tallyport.servers.Strait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trouble that Redis can have, in every mode: how requests end meanwhile, what they wait, and when all is well again. */
class RedisFaultsTest {
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);
    private static final int REQUESTS = 200;
    private static final int LEASES = 5;

    enum Trouble {
        KILLED(false, true),
        STOPPED(true, true),
        BLACK_HOLED(true, true),
        SLOW(true, true),
        READ_ONLY(true, true),
        RESTARTED(false, false),
        FLUSHED(false, false),
        SCRIPT_MISSING(true, false);

        private final boolean keeps;
        private final boolean lasts;

        Trouble(boolean keeps, boolean lasts) {
            this.keeps = keeps;
            this.lasts = lasts;
        }
    }

    private final String tenant = RedisHome.tenant();
    private final AtomicLong ledger = new AtomicLong();
    private final Limit.Budget budget = Claims.total(tenant, 1_000_000);
    private final Claim claim =
            claim(tenant, 1, Claims.requests(tenant, 100_000), Claims.leases(tenant, LEASES), budget);
    private StoppableRedis redis;
    private Strait strait;

    @BeforeEach
    void start(@TempDir Path directory) {
        redis = StoppableRedis.start(directory);
        strait = new Strait(redis.port());
    }

    @AfterEach
    void stop() {
        strait.close();
        redis.close();
    }

    static Stream<Arguments> troubles() {
        return Arrays.stream(Trouble.values())
                .flatMap(
                        trouble -> Arrays.stream(WithoutRedis.values()).map(without -> Arguments.of(trouble, without)));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("troubles")
    void requests_end_as_documented_and_all_is_well_soon_after(Trouble trouble, WithoutRedis without) {
        try (OpenReplica replica = new OpenReplica(
                strait.redisUrl(), without, (_, _) -> ledger.get(), Duration.ofSeconds(30), Duration.ofMillis(50))) {
            replica.in(QuotaMode.State.SHARED);
            long[] before = served(replica, REQUESTS);

            begin(trouble);
            long[] meanwhile = served(replica, REQUESTS);
            if (trouble.lasts) {
                replica.in(without.state());
                holdAsDocumented(replica, without, trouble);
            }

            long over = System.nanoTime();
            end(trouble);
            await().atMost(BACK_WITHIN).until(() -> sharedAgain(replica));
            long back = System.nanoTime() - over;
            served(replica, 20);

            System.out.printf(
                    "L5 %s, %s: p99 %.1f ms before, %.1f ms meanwhile (max %.1f); back after %d ms%n",
                    trouble,
                    without,
                    millis(before, 0.99),
                    millis(meanwhile, 0.99),
                    millis(meanwhile, 1),
                    TimeUnit.NANOSECONDS.toMillis(back));
            assertThat(replica.mode().state()).isEqualTo(QuotaMode.State.SHARED);
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> balanced(trouble));
        }
    }

    /** Each is settled, where it was admitted, for all it reserved. */
    private long[] served(OpenReplica replica, int requests) {
        long[] waits = new long[requests];
        for (int i = 0; i < requests; i++) {
            long begin = System.nanoTime();
            @Nullable Decision decision = replica.reserve(claim);
            waits[i] = System.nanoTime() - begin;
            if (decision instanceof Decision.Granted granted) {
                settle(replica, granted.reservation());
            }
        }
        return waits;
    }

    private void settle(OpenReplica replica, Reservation reservation) {
        ledger.addAndGet(reservation.cost());
        replica.quota().settle(reservation, new Used(reservation.tokens(), reservation.cost()));
    }

    /** Two more than there are leases for. Money is shared out only when Redis is gone, not when it is slow. */
    private void holdAsDocumented(OpenReplica replica, WithoutRedis without, Trouble trouble) {
        boolean slow = without == WithoutRedis.LOCAL && trouble == Trouble.SLOW;
        if (without == WithoutRedis.LOCAL && !slow) {
            await().atMost(GONE_WITHIN)
                    .until(() ->
                            replica.reserve(claim) instanceof Decision.Granted granted && settledToo(replica, granted));
        }
        List<Reservation> held = new ArrayList<>();
        int unavailable = 0;
        for (int i = 0; i < LEASES + 2; i++) {
            switch (replica.reserve(claim)) {
                case null -> unavailable++;
                case Decision.Granted granted -> held.add(granted.reservation());
                case Decision.Refused refused -> assertThat(refused.limit()).isInstanceOf(Limit.Concurrency.class);
            }
        }
        assertThat(held)
                .hasSize(
                        switch (without) {
                            case LOCAL -> slow ? 0 : LEASES;
                            case CLOSED -> 0;
                            case OPEN -> LEASES + 2;
                        });
        assertThat(unavailable).isEqualTo(slow || without == WithoutRedis.CLOSED ? LEASES + 2 : 0);
        held.forEach(reservation -> settle(replica, reservation));
    }

    private boolean sharedAgain(OpenReplica replica) {
        return replica.mode().state() == QuotaMode.State.SHARED
                && replica.reserve(claim) instanceof Decision.Granted granted
                && redis.ask(commands -> commands.hexists(
                        KeyNames.held(tenant), granted.reservation().id()))
                && settledToo(replica, granted);
    }

    private boolean settledToo(OpenReplica replica, Decision.Granted granted) {
        settle(replica, granted.reservation());
        return true;
    }

    /** Nothing is reserved that nobody holds, and what was spent is what the ledger says, or no less where it was seeded. */
    private void balanced(Trouble trouble) {
        String reserved = redis.ask(commands -> RedisHome.imbalance(commands, tenant));
        String spent = redis.ask(commands -> commands.hget(KeyNames.counter(tenant, budget), "spent"));
        assertThat(reserved).isEqualTo("0");
        if (trouble.keeps) {
            assertThat(spent).isEqualTo(Long.toString(ledger.get()));
        } else {
            assertThat(Long.parseLong(spent)).isGreaterThanOrEqualTo(ledger.get());
        }
    }

    private void begin(Trouble trouble) {
        switch (trouble) {
            case KILLED -> redis.kill();
            case STOPPED -> redis.freeze();
            case BLACK_HOLED -> strait.swallow(true);
            case SLOW -> strait.slow(Duration.ofMillis(500));
            case READ_ONLY -> redis.ask(commands -> commands.replicaof("127.0.0.1", 1));
            case RESTARTED -> {
                redis.kill();
                redis.startAgain();
            }
            case FLUSHED -> redis.ask(commands -> commands.flushall());
            case SCRIPT_MISSING -> redis.ask(commands -> commands.scriptFlush());
        }
    }

    private void end(Trouble trouble) {
        switch (trouble) {
            case KILLED -> redis.startAgain();
            case STOPPED -> redis.thaw();
            case BLACK_HOLED -> strait.swallow(false);
            case SLOW -> strait.slow(Duration.ZERO);
            case READ_ONLY -> redis.ask(commands -> commands.replicaofNoOne());
            case RESTARTED, FLUSHED, SCRIPT_MISSING -> {}
        }
    }

    private static double millis(long[] nanos, double quantile) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1e6;
    }
}
