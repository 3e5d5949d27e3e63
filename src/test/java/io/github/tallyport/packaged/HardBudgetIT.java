package io.github.tallyport.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.tallyport.gateway.CappedProvider;
import io.github.tallyport.money.Money;
import io.github.tallyport.servers.Cable;
import io.github.tallyport.servers.Postgres;
import io.github.tallyport.servers.Redis;
import io.github.tallyport.soak.Soak;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Promise M1 on three replicas, each a process, that share a Redis: whatever happens, no more is spent than there is. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class HardBudgetIT {
    private static final int REPLICAS = 3;
    private static final int CLIENTS = Soak.choose(64, 256);
    private static final int REQUESTS = Soak.choose(12, 100);
    private static final int LONGEST = Soak.choose(1_000, 60);
    private static final long BUDGET = 1_000_000_000;

    private static final int REQUESTS_AROUND_OUTAGE = Soak.choose(100, 500);
    private static final int LONGEST_AROUND_OUTAGE = Soak.choose(600, 60);
    private static final long OUTAGE_NANOS = 6_000_000_000L;
    /** As old as what a replica knows of the others may be. */
    private static final long UNSEEN_MILLIS = 1_000;

    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

    /** What happens meanwhile. */
    enum Column {
        JSON(false, 0, false),
        SSE(true, 0, false),
        JSON_LEAVING(false, 30, false),
        SSE_LEAVING(true, 30, false),
        JSON_FAILING(false, 0, true),
        SSE_FAILING(true, 0, true);

        private final boolean stream;
        private final int leaving;
        private final boolean failing;

        Column(boolean stream, int leaving, boolean failing) {
            this.stream = stream;
            this.leaving = leaving;
            this.failing = failing;
        }
    }

    private static final String CUT_OFF = "cut-off";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;

    private static CappedProvider provider;
    private static Cable cable;
    private static Fleet fleet;
    private static JdbcClient books;
    private static RedisClient client;
    private static StatefulRedisConnection<String, String> redis;

    @BeforeAll
    static void start() throws IOException {
        provider = new CappedProvider();
        cable = Redis.shared().cable();
        client = RedisClient.create(Redis.shared().url());
        redis = client.connect();
        redis.sync().flushall();
        List<String> tenants =
                Arrays.stream(Column.values()).map(HardBudgetIT::tenant).toList();
        fleet = new Fleet(
                directory,
                REPLICAS,
                Stream.concat(tenants.stream(), Stream.of(CUT_OFF)).toList(),
                provider.baseUrl(),
                Redis.url(cable));
        books = JdbcClient.create(new DriverManagerDataSource(
                fleet.books(), Postgres.shared().username(), Postgres.shared().password()));
    }

    @AfterAll
    static void stop() {
        fleet.close();
        cable.close();
        provider.close();
        redis.close();
        client.shutdown();
    }

    private static String tenant(Column column) {
        return column.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @ParameterizedTest
    @EnumSource
    void no_more_is_spent_than_the_budget_has(Column column) throws Exception {
        long seed = Long.getLong("tallyport.seed", System.nanoTime());
        provider.fails(column.failing);
        Spendthrifts crowd = new Spendthrifts(fleet, tenant(column), column.stream, column.leaving, LONGEST, seed);

        Map<String, Integer> endings = crowd.spend(CLIENTS, REQUESTS);

        long spent = settled(tenant(column));
        report(column.name(), seed, spent, endings);
        assertThat(spent).as("seed %d", seed).isLessThanOrEqualTo(BUDGET).isGreaterThan(BUDGET / 2);
        assertThat(counted(tenant(column), "spent")).as("in Redis").isEqualTo(spent);
    }

    @Test
    void when_redis_goes_for_all_no_more_is_spent_than_it_had_left_but_for_what_was_just_reserved() throws Exception {
        long seed = Long.getLong("tallyport.seed", System.nanoTime());
        provider.fails(false);
        Spendthrifts crowd = new Spendthrifts(fleet, CUT_OFF, false, 0, LONGEST_AROUND_OUTAGE, seed);
        CompletableFuture<Long> outage = CompletableFuture.supplyAsync(() -> {
            await().atMost(SETTLED_WITHIN).until(() -> booked(CUT_OFF) > BUDGET / 5);
            cable.cut();
            long cut = System.currentTimeMillis();
            LockSupport.parkNanos(OUTAGE_NANOS);
            cable.mend();
            return cut;
        });

        Map<String, Integer> endings = crowd.spend(CLIENTS, REQUESTS_AROUND_OUTAGE);

        long cut = outage.join();
        long spent = settled(CUT_OFF);
        long unseen = reserved(CUT_OFF, cut - UNSEEN_MILLIS, cut);
        report("REDIS_CUT_OFF, " + Money.yuan(unseen) + " reserved just before", seed, spent, endings);
        assertThat(fleet.said("without Redis")).isGreaterThanOrEqualTo(REPLICAS);
        assertThat(spent)
                .as("seed %d", seed)
                .isLessThanOrEqualTo(BUDGET + unseen)
                .isGreaterThan(BUDGET / 2);
        assertThat(counted(CUT_OFF, "spent")).as("in Redis").isEqualTo(spent);
    }

    private static void report(String column, long seed, long spent, Map<String, Integer> endings) {
        System.out.printf(
                "M1: %d replicas, %d clients, %s, -Dtallyport.seed=%d: %s of %s yuan spent; %s%n",
                REPLICAS, CLIENTS, column, seed, Money.yuan(spent), Money.yuan(BUDGET), endings);
    }

    /** Once all is settled, and in the books. */
    private static long settled(String tenant) {
        await().atMost(SETTLED_WITHIN)
                .until(() -> counted(tenant, "reserved") == 0 && counted(tenant, "spent") == booked(tenant));
        return booked(tenant);
    }

    private static long booked(String tenant) {
        return books.sql("SELECT coalesce(sum(cost), 0) FROM requests WHERE tenant_id = ?")
                .param(tenant)
                .query(Long.class)
                .single();
    }

    /** By requests that were received between two moments, in epoch milliseconds. */
    private static long reserved(String tenant, long from, long to) {
        return books.sql(
                        "SELECT coalesce(sum(reserved_cost), 0) FROM requests WHERE tenant_id = ? AND received_at BETWEEN ? AND ?")
                .params(tenant, from, to)
                .query(Long.class)
                .single();
    }

    private static long counted(String tenant, String what) {
        return redis.sync().keys("tallyport:quota:{" + tenant + "}:budget:*").stream()
                .map(key -> String.valueOf(redis.sync().hget(key, what)))
                .mapToLong(Long::parseLong)
                .sum();
    }
}
