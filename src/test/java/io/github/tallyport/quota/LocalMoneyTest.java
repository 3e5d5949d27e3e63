package io.github.tallyport.quota;

import static io.github.tallyport.quota.Claims.claim;
import static io.github.tallyport.quota.Claims.requests;
import static io.github.tallyport.quota.Claims.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.tallyport.servers.StoppableRedis;
import io.github.tallyport.servers.Strait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a replica does with money in mode local: one that Redis is away from while another counts there, and both. */
class LocalMoneyTest {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(6);
    /** One way, and such that it arrives when others are back. */
    private static final Duration LATE = Duration.ofMillis(4500);

    private final String tenant = RedisHome.tenant();
    private final Limit.Budget budget = total(tenant, 1000);
    /** Of 100 nano-yuan. */
    private final Claim claim = claim(tenant, 90, budget);

    private final AtomicLong ledger = new AtomicLong();
    private StoppableRedis redis;
    private Strait strait;
    private Strait straitOfNear;
    private OpenReplica near;
    private OpenReplica far;

    @BeforeEach
    void start(@TempDir Path directory) {
        redis = StoppableRedis.start(directory);
        strait = new Strait(redis.port());
        straitOfNear = new Strait(redis.port());
        near = replica(straitOfNear.redisUrl()).in(QuotaMode.State.SHARED);
        far = replica(strait.redisUrl()).in(QuotaMode.State.SHARED);
        near.among(2);
        far.among(2);
    }

    private OpenReplica replica(String url) {
        return new OpenReplica(url, WithoutRedis.LOCAL, (_, _) -> ledger.get(), LEASE, PATIENCE);
    }

    @AfterEach
    void stop() {
        near.close();
        far.close();
        strait.close();
        straitOfNear.close();
        redis.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_replica_from_which_redis_is_slow_spends_nothing_while_others_spend_all() {
        assertThat(near.reserve(claim)).isInstanceOf(Decision.Granted.class);
        strait.slow(Duration.ofMillis(200));

        assertThat(IntStream.range(0, 20)).allMatch(_ -> far.reserve(claim) == null);
        assertThat(far.in(QuotaMode.State.LOCAL).reserve(claim(tenant, 1, requests(tenant, 5))))
                .isInstanceOf(Decision.Granted.class);
        await().during(GONE_WITHIN).atMost(GONE_WITHIN.multipliedBy(2)).until(() -> far.reserve(claim) == null);

        await().untilAsserted(() -> assertThat(left()).isEqualTo(900));
        assertThat(granted(near)).isEqualTo(9);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_replica_that_is_cut_off_has_its_share_of_what_was_left_and_tells_of_it_before_it_counts_there_again() {
        assertThat(IntStream.range(0, 4)).allMatch(_ -> near.reserve(claim) instanceof Decision.Granted);
        assertThat(far.reserve(claim)).isInstanceOf(Decision.Granted.class);
        strait.swallow(true);
        await().atMost(GONE_WITHIN).until(() -> far.reserve(unpayable()) != null);

        Reservation early = far.granted(claim);
        Reservation late = far.granted(claim);
        assertThat(far.reserve(claim)).as("a half of 500").isInstanceOf(Decision.Refused.class);
        far.quota().settle(early, new Used(60, 60));
        strait.swallow(false);
        far.in(QuotaMode.State.SHARED);

        assertThat(left()).as("what was spent, and all that is under way").isEqualTo(1000 - 500 - 60 - 100);
        far.quota().settle(late, new Used(70, 70));
        await().untilAsserted(() -> assertThat(left()).isEqualTo(1000 - 500 - 60 - 70));
        far.quota().settle(late, new Used(70, 70));
        assertThat(far.reserve(claim)).isInstanceOf(Decision.Granted.class);
        assertThat(left()).isEqualTo(1000 - 500 - 60 - 70 - 100);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void what_a_replica_knows_is_no_older_than_a_second_or_two_when_redis_goes_for_all() {
        assertThat(far.reserve(claim)).isInstanceOf(Decision.Granted.class);
        assertThat(IntStream.range(0, 5)).allMatch(_ -> near.reserve(claim) instanceof Decision.Granted);
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        redis.kill();
        await().atMost(GONE_WITHIN).until(() -> far.reserve(unpayable()) != null);
        await().atMost(GONE_WITHIN).until(() -> near.reserve(unpayable()) != null);

        assertThat(granted(far) + granted(near)).as("two halves of 400").isEqualTo(4);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void after_redis_was_gone_for_all_nobody_counts_there_before_all_have_told_what_they_spent() {
        assertThat(far.reserve(claim)).isInstanceOf(Decision.Granted.class);
        assertThat(near.reserve(claim)).isInstanceOf(Decision.Granted.class);
        goneForBoth();
        assertThat(granted(far)).as("a half of what was left").isEqualTo(4);

        straitOfNear.swallow(false);
        await().atMost(GONE_WITHIN).until(() -> near.reserve(unpayable()) == null);
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4)).until(() -> near.reserve(claim) == null);
        strait.swallow(false);
        far.in(QuotaMode.State.SHARED);
        near.in(QuotaMode.State.SHARED);

        assertThat(granted(near)).as("what was left").isEqualTo(4);
        assertThat(left()).isZero();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void what_a_replica_said_before_redis_went_and_arrives_late_is_not_believed() {
        assertThat(far.reserve(claim)).isInstanceOf(Decision.Granted.class);
        assertThat(near.reserve(claim)).isInstanceOf(Decision.Granted.class);
        strait.slow(LATE.multipliedBy(2));
        await().pollDelay(Duration.ofMillis(1200)).until(() -> true);
        goneForBoth();
        assertThat(granted(far)).as("a half of what was left").isEqualTo(4);

        straitOfNear.swallow(false);
        await().atMost(GONE_WITHIN).until(() -> near.reserve(unpayable()) == null);
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4)).until(() -> near.reserve(claim) == null);
        strait.slow(Duration.ZERO);
        strait.swallow(false);
        far.in(QuotaMode.State.SHARED);
        near.in(QuotaMode.State.SHARED);

        assertThat(granted(near)).as("what was left").isEqualTo(4);
        assertThat(left()).isZero();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_replica_that_does_not_come_back_is_not_waited_for_longer_than_some_seconds() {
        assertThat(near.reserve(claim)).isInstanceOf(Decision.Granted.class);
        goneForBoth();

        straitOfNear.swallow(false);

        near.in(QuotaMode.State.SHARED);
        assertThat(granted(near)).isEqualTo(9);
        assertThat(far.mode().state()).isEqualTo(QuotaMode.State.LOCAL);
    }

    private void goneForBoth() {
        strait.swallow(true);
        straitOfNear.swallow(true);
        for (OpenReplica one : List.of(near, far)) {
            await().atMost(GONE_WITHIN).until(() -> one.reserve(unpayable()) != null);
        }
    }

    /** Refused by whoever counts it. */
    private Claim unpayable() {
        return claim(tenant, 1, total(tenant, 0));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_replica_that_never_reached_redis_spends_nothing() {
        strait.swallow(true);
        try (OpenReplica late = replica(strait.redisUrl())) {
            late.in(QuotaMode.State.LOCAL);
            await().during(GONE_WITHIN).atMost(GONE_WITHIN.multipliedBy(2)).until(() -> late.reserve(claim) == null);
        }
    }

    private long granted(OpenReplica replica) {
        return IntStream.range(0, 20)
                .filter(_ -> replica.reserve(claim) instanceof Decision.Granted)
                .count();
    }

    private long left() {
        String spent = redis.ask(commands -> commands.hget(KeyNames.counter(tenant, budget), "spent"));
        String reserved = redis.ask(commands -> commands.hget(KeyNames.counter(tenant, budget), "reserved"));
        return budget.amount() - Long.parseLong(spent) - Long.parseLong(reserved);
    }
}
