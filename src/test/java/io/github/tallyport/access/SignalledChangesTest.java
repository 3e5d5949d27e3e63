package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.redis.OpenRedis;
import io.github.tallyport.redis.Redis;
import io.github.tallyport.signals.HandSignals;
import io.github.tallyport.signals.OpenSignals;
import io.github.tallyport.storage.OpenDatabase;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.TestTenancy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that replicas are told of, where none of them would look for an hour. */
class SignalledChangesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AccessProperties.Keys SELDOM = new AccessProperties.Keys(
            1000,
            100,
            Duration.ofSeconds(10),
            Duration.ofHours(1),
            Duration.ofHours(1),
            4,
            100,
            Duration.ofSeconds(10));

    @TempDir
    Path directory;

    @Test
    void a_change_is_acted_on_by_the_replica_that_makes_it_and_by_others() {
        String url = io.github.tallyport.servers.Redis.shared().url();
        try (Redis redis = OpenRedis.at(url);
                OpenSignals signals = OpenSignals.over(redis);
                OpenDatabase database = OpenDatabase.sqlite(directory);
                OpenDatabase again = database.again();
                Replica one = new Replica(database, signals, SELDOM).started();
                Replica other = new Replica(again, signals, SELDOM).started()) {
            one.tenants().create(TestTenancy.ACME);
            IssuedKey key = one.keys().issue("acme", NewKey.named("ci"));
            one.identified(key.secret());
            other.identified(key.secret());
            signals.connected();

            one.keys().disable(key.key().id());

            assertThat(other.codeWithin(PATIENCE, key.secret(), "api_key_disabled"))
                    .isEqualTo("api_key_disabled");
            assertThat(one.codeWithin(PATIENCE, key.secret(), "api_key_disabled"))
                    .isEqualTo("api_key_disabled");
        }
    }

    @Test
    void many_signals_during_a_look_are_one_more_look() throws InterruptedException {
        HandSignals signals = new HandSignals();
        Semaphore looking = new Semaphore(0);
        CountDownLatch goOn = new CountDownLatch(1);
        try (OpenDatabase database = OpenDatabase.sqlite(directory);
                OpenDatabase again = database.again();
                Replica writer = new Replica(again);
                ChangeFeed feed = new ChangeFeed(
                        TestTenancy.over(database, () -> TestTenancy.START).secrets(),
                        new KeyMemory(SELDOM, _ -> {}),
                        Outage.ofLookups(),
                        _ -> {
                            looking.release();
                            await(goOn);
                        },
                        () -> TestTenancy.START,
                        SELDOM.poll())) {
            feed.start(signals);
            looked(database, 1);
            writer.tenants().create(TestTenancy.ACME);
            signals.deliver();
            assertThat(looking.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            int before = database.connections();

            for (int i = 0; i < 100; i++) {
                signals.deliver();
            }
            goOn.countDown();

            looked(database, before + 1);
            writer.tenants().disable("acme");
            signals.deliver();
            assertThat(looking.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(database.connections())
                    .as("one look more, and two queries of the last")
                    .isEqualTo(before + 3);
        }
    }

    /** Waits until the database was asked so often. */
    private static void looked(OpenDatabase database, int connections) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (database.connections() < connections && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(database.connections()).isEqualTo(connections);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
