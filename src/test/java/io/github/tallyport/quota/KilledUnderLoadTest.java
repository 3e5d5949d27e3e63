package io.github.tallyport.quota;

import static io.github.tallyport.quota.Claims.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.tallyport.servers.StoppableRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L4 and L5 at once: Redis is killed and comes back with nothing, while clients of three replicas hold all the leases there are. */
class KilledUnderLoadTest {
    private static final int REPLICAS = 3;
    private static final int CLIENTS = 90;
    private static final int MOST = 50;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(10);

    private final String tenant = RedisHome.tenant();
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicLong ledger = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Limit.Budget budget = Claims.total(tenant, 1_000_000_000);
    private final Claim claim = claim(tenant, 90, Claims.leases(tenant, MOST), budget);

    @Test
    void no_more_than_twice_the_leases_are_live_and_all_come_back(@TempDir Path directory) throws Exception {
        try (StoppableRedis redis = StoppableRedis.start(directory);
                OpenReplica one = replica(redis);
                OpenReplica two = replica(redis);
                OpenReplica three = replica(redis);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<OpenReplica> all = List.of(one, two, three);
            all.forEach(replica -> replica.among(REPLICAS));
            List<Future<?>> crowd = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                OpenReplica replica = all.get(i % REPLICAS);
                SplittableRandom random = new SplittableRandom(i);
                crowd.add(clients.submit(() -> spend(replica, random)));
            }
            await().until(() -> ledger.get() > 10_000);
            int before = most.get();
            redis.kill();
            all.forEach(replica -> replica.in(QuotaMode.State.LOCAL));
            long meanwhile = ledger.get();
            await().atMost(BACK_WITHIN).until(() -> ledger.get() > meanwhile + 10_000);
            redis.startAgain();
            all.forEach(replica -> replica.in(QuotaMode.State.SHARED));
            long after = ledger.get();
            await().atMost(BACK_WITHIN).until(() -> ledger.get() > after + 10_000);
            over.set(true);
            for (Future<?> client : crowd) {
                client.get();
            }

            System.out.printf(
                    "L4 Redis killed under load: at most %d of %d live before, %d in all; %d nano-yuan spent%n",
                    before, MOST, most.get(), ledger.get());
            assertThat(before).isLessThanOrEqualTo(MOST);
            assertThat(most.get()).as("those in flight, and as many again").isLessThanOrEqualTo(2 * MOST);
            await().atMost(BACK_WITHIN).until(() -> imbalance(redis).equals("0"));
            await().atMost(BACK_WITHIN).until(() -> leased(redis) == 0);
            assertThat(Long.parseLong(redis.ask(commands -> commands.hget(KeyNames.counter(tenant, budget), "spent"))))
                    .as("what was asked of the ledger while it was under way may be in it twice")
                    .isGreaterThanOrEqualTo(ledger.get());
        }
    }

    private String imbalance(StoppableRedis redis) {
        return redis.ask(commands -> RedisHome.imbalance(commands, tenant));
    }

    private long leased(StoppableRedis redis) {
        return redis.ask(commands -> commands.zcard(KeyNames.counter(tenant, Claims.leases(tenant, MOST))));
    }

    private OpenReplica replica(StoppableRedis redis) {
        return new OpenReplica(
                        redis.url(),
                        WithoutRedis.LOCAL,
                        (_, _) -> ledger.get(),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(200))
                .in(QuotaMode.State.SHARED);
    }

    private void spend(OpenReplica replica, SplittableRandom random) {
        while (!over.get()) {
            if (replica.reserve(claim) instanceof Decision.Granted granted) {
                most.accumulateAndGet(live.incrementAndGet(), Math::max);
                LockSupport.parkNanos(random.nextLong(20_000_000));
                long cost = random.nextLong(1, 101);
                live.decrementAndGet();
                ledger.addAndGet(cost);
                replica.quota().settle(granted.reservation(), new Used(cost, cost));
            } else {
                LockSupport.parkNanos(5_000_000);
            }
        }
    }
}
