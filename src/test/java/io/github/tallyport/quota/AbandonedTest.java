package io.github.tallyport.quota;

import static io.github.tallyport.quota.Claims.claim;
import static io.github.tallyport.quota.Claims.day;
import static io.github.tallyport.quota.Claims.leases;
import static io.github.tallyport.quota.Claims.requests;
import static io.github.tallyport.quota.Claims.shortenable;
import static io.github.tallyport.quota.Claims.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.tallyport.servers.Redis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What becomes of reservations whose replica is gone, and of those whose counters are. */
class AbandonedTest {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String tenant = RedisHome.tenant();
    private final Limit.Budget budget = day(tenant, 1000);

    @Test
    void leases_of_a_replica_that_is_gone_are_free_again_and_never_more_than_50_are_live() {
        Claim claim = claim(tenant, 1, leases(tenant, 50));
        try (OpenReplica survivor = replica()) {
            OpenReplica gone = replica();
            for (int i = 0; i < 40; i++) {
                gone.granted(claim);
            }
            for (int i = 0; i < 10; i++) {
                survivor.granted(claim);
            }
            assertThat(survivor.reserve(claim)).isInstanceOf(Decision.Refused.class);
            await().during(SHORT.multipliedBy(2))
                    .atMost(SHORT.multipliedBy(3))
                    .untilAsserted(() ->
                            assertThat(survivor.reserve(claim)).as("both renew").isInstanceOf(Decision.Refused.class));

            gone.close();
            long since = System.nanoTime();
            AtomicInteger live = new AtomicInteger(10);
            await().atMost(SHORT.multipliedBy(2)).until(() -> survivor.reserve(claim) instanceof Decision.Granted);
            System.out.printf(
                    "L4: with leases of %d ms the first was free after %d ms%n",
                    SHORT.toMillis(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
            live.incrementAndGet();
            await().atMost(SHORT.multipliedBy(2)).until(() -> {
                while (survivor.reserve(claim) instanceof Decision.Granted) {
                    live.incrementAndGet();
                }
                return live.get() >= 50;
            });
            assertThat(live).hasValue(50);
        }
    }

    private static OpenReplica replica() {
        return new OpenReplica(Redis.shared().url(), WithoutRedis.CLOSED, (_, _) -> 0, SHORT, PATIENCE)
                .in(QuotaMode.State.SHARED);
    }

    @Test
    void money_of_a_replica_that_is_gone_is_spent_as_it_was_reserved_by_whoever_comes_next() {
        AtomicLong now = RedisHome.someTime();
        try (RedisHome survivor = RedisHome.at(now, (_, _) -> 100)) {
            try (RedisHome gone = survivor.beside((_, _) -> 100)) {
                gone.reserve(claim(tenant, 90, budget, leases(tenant, 5)));
            }
            survivor.pass(RedisHome.LEASE.minusMillis(1));
            survivor.reserve(claim(tenant, 1, requests(tenant, 5)));
            assertThat(survivor.spent(tenant, budget)).isEqualTo("100");

            survivor.pass(Duration.ofMillis(1));
            survivor.reserve(claim(tenant, 1, requests(tenant, 5)));

            assertThat(survivor.spent(tenant, budget)).isEqualTo("200");
            assertThat(survivor.balances(tenant, budget, leases(tenant, 5)))
                    .extracting(Balance::left)
                    .containsExactly(800L, 5L);
            assertThat(survivor.imbalance(tenant)).isEqualTo("0");
        }
    }

    @Test
    void more_is_left_behind_than_one_call_sweeps_and_the_living_sweep_it_by_the_clock() {
        try (RedisHome survivor = RedisHome.at(RedisHome.someTime(), (_, _) -> 0)) {
            survivor.reserve(claim(tenant, 1, requests(tenant, 5)));
            try (RedisHome gone = survivor.beside((_, _) -> 0)) {
                for (int i = 0; i < 50; i++) {
                    gone.reserve(claim(tenant, 9, day(tenant, 10_000)));
                }
            }
            survivor.pass(RedisHome.LEASE);
            for (int i = 0; i < 3; i++) {
                survivor.leases().renew();
                survivor.settled();
            }

            assertThat(survivor.spent(tenant, budget)).isEqualTo(Long.toString(50 * 19));
            assertThat(survivor.imbalance(tenant)).isEqualTo("0");
        }
    }

    @Test
    void what_is_settled_after_it_was_swept_after_all_is_corrected_to_what_was_used_and_once() {
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> 0)) {
            List<Decision> late = new ArrayList<>();
            late.add(home.reserve(claim(tenant, 90, budget)));
            late.add(home.reserve(claim(tenant, 90, budget)));
            home.pass(RedisHome.LEASE);
            home.reserve(claim(tenant, 1, requests(tenant, 5)));
            assertThat(home.spent(tenant, budget)).isEqualTo("200");

            settle(home, late.get(0), 130);
            settle(home, late.get(1), 30);

            assertThat(home.spent(tenant, budget)).isEqualTo("160");
            assertThat(home.imbalance(tenant)).isEqualTo("0");
        }
    }

    @Test
    void what_is_settled_after_all_was_flushed_is_charged_to_what_is_counted_again_and_once() {
        AtomicLong ledger = new AtomicLong();
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> ledger.get())) {
            Decision before = home.reserve(claim(tenant, 90, budget, tokens(tenant, 1000), leases(tenant, 5)));
            home.connection()
                    .sync()
                    .del(home.connection()
                            .sync()
                            .keys("tallyport:quota:{" + tenant + "}:*")
                            .toArray(String[]::new));
            ledger.set(300);
            home.reserve(claim(tenant, 1, budget));

            settle(home, before, 50);

            assertThat(home.spent(tenant, budget)).isEqualTo("350");
            assertThat(home.imbalance(tenant)).isEqualTo("0");
        }
    }

    @Test
    void a_settlement_that_is_sent_again_because_nobody_heard_settles_once() {
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> 0)) {
            Decision decision = home.reserve(claim(tenant, 90, budget, tokens(tenant, 1000)));
            assertThat(decision).isInstanceOf(Decision.Granted.class);
            if (decision instanceof Decision.Granted granted) {
                Leases.Held held = home.leases().remove(granted.reservation());
                assertThat(held).isNotNull();
                String epoch = held == null ? "" : held.epoch();
                Settlement settlement =
                        new Settlement(granted.reservation(), epoch, new Used(40, 40), Settlement.NEVER);
                home.unsettled().settle(settlement);
                home.unsettled().settle(settlement);
                home.settled();
            }

            assertThat(home.balances(tenant, budget, tokens(tenant, 1000)))
                    .extracting(Balance::left)
                    .containsExactly(960L, 960L);
        }
    }

    @Test
    void what_was_given_up_before_it_arrived_is_not_reserved_when_it_does() {
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> 0)) {
            Claim claim = claim(tenant, 90, budget, leases(tenant, 5));
            home.unsettled().settle(Settlement.givenUp(home.nextId(), claim));
            home.settled();

            assertThat(home.bare()
                            .reserve(claim)
                            .map(Object::toString)
                            .onErrorResume(RedisAway.class, away -> Mono.just("away: " + away.getMessage()))
                            .block())
                    .isEqualTo("away: given up");
            assertThat(home.balances(tenant, budget, leases(tenant, 5)))
                    .extracting(Balance::left)
                    .containsExactly(1000L, 5L);
        }
    }

    @Test
    void what_was_given_up_after_it_arrived_gives_everything_back() {
        Limit[] limits = {requests(tenant, 5), tokens(tenant, 1000), leases(tenant, 5), budget};
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> 0)) {
            Claim claim = claim(tenant, 90, limits);
            String id = home.nextId();
            home.reserve(claim);
            home.unsettled().settle(Settlement.givenUp(id, claim));
            home.settled();

            assertThat(home.balances(tenant, limits)).extracting(Balance::left).containsExactly(5L, 1000L, 5L, 1000L);
        }
    }

    @Test
    void what_was_given_up_after_it_was_shortened_gives_back_no_more_than_it_got() {
        Limit[] limits = {tokens(tenant, 1000), budget};
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> 0)) {
            home.reserve(claim(tenant, 890, limits));
            Claim tooMuch = shortenable(tenant, 990, limits);
            String id = home.nextId();
            assertThat(home.reserve(tooMuch)).isInstanceOf(Decision.Granted.class);
            home.unsettled().settle(Settlement.givenUp(id, tooMuch));
            home.settled();

            assertThat(home.balances(tenant, limits)).extracting(Balance::left).containsExactly(100L, 100L);
            assertThat(home.imbalance(tenant)).isEqualTo("0");
        }
    }

    @Test
    void what_was_given_up_after_it_was_shortened_and_swept_gives_back_no_more_than_it_got() {
        try (RedisHome home = RedisHome.at(RedisHome.someTime(), (_, _) -> 500)) {
            Claim tooMuch = shortenable(tenant, 990, budget);
            String id = home.nextId();
            home.reserve(tooMuch);
            home.pass(RedisHome.LEASE);
            home.reserve(claim(tenant, 1, requests(tenant, 5)));
            assertThat(home.spent(tenant, budget)).isEqualTo("1000");

            home.unsettled().settle(Settlement.givenUp(id, tooMuch));
            home.settled();

            assertThat(home.spent(tenant, budget)).isEqualTo("500");
        }
    }

    private static void settle(RedisHome home, Decision decision, long cost) {
        assertThat(decision).isInstanceOf(Decision.Granted.class);
        if (decision instanceof Decision.Granted granted) {
            home.quota().settle(granted.reservation(), new Used(cost, cost));
            home.quota().settle(granted.reservation(), new Used(cost, cost));
            home.settled();
        }
    }
}
