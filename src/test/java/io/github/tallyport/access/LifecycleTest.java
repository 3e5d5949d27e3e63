package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.storage.DatabaseKind;
import io.github.tallyport.storage.OpenDatabase;
import io.github.tallyport.tenancy.TestTenancy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever operators do to keys on either of two replicas, in whatever order and under traffic: two seconds later both let in
 * whom they should, and nobody else. {@code -Dlifecycle.rounds=100 -Dlifecycle.seed=1} makes it longer, and another.
 */
class LifecycleTest {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final int ROUNDS = Integer.getInteger("lifecycle.rounds", 5);
    private static final long SEED = Long.getLong("lifecycle.seed", 20261124);
    private static final int KEYS = 150;
    private static final int CALLS = 60;

    private final Random random = new Random(SEED);
    private final LifecycleModel model = new LifecycleModel(random);
    private Instant now = TestTenancy.START;
    private List<OpenDatabase> databases;
    private List<Replica> replicas;

    @BeforeEach
    void start(@TempDir Path directory) {
        OpenDatabase first = DatabaseKind.POSTGRESQL.fresh(directory);
        databases = List.of(first, first.again());
        replicas = databases.stream()
                .map(database -> new Replica(database).started())
                .toList();
        model.makeTenants(replicas.getFirst().tenancy());
        for (int i = 0; i < KEYS; i++) {
            model.issue(either().keys(), now);
        }
    }

    @AfterEach
    void stop() {
        replicas.forEach(Replica::close);
        databases.forEach(OpenDatabase::close);
    }

    @Test
    void nothing_that_was_taken_back_lets_anybody_in_two_seconds_later() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> secrets = List.copyOf(model.expected(now).keySet());
            AtomicBoolean over = new AtomicBoolean();
            try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
                Future<?> traffic = thread.submit(() -> ask(secrets, over));
                for (int i = 0; i < CALLS; i++) {
                    model.act(either().tenancy(), now);
                }
                now = now.plus(Duration.ofMinutes(random.nextInt(20)));
                replicas.forEach(replica -> replica.at(now));
                long promised = System.nanoTime() + PROMISED.toNanos();
                over.set(true);
                traffic.get(30, TimeUnit.SECONDS);
                Map<String, Boolean> expected = model.expected(now);
                assertThat(expected.values()).contains(true, false);
                waitFor(expected, promised);
                check("round " + round + " of seed " + SEED, expected);
            }
        }
    }

    /** Keeps both memories full, and look-ups under way while things change. */
    private void ask(List<String> secrets, AtomicBoolean over) {
        for (int i = 0; !over.get(); i++) {
            replicas.get(i % 2).letsIn(secrets.get(i % secrets.size()));
        }
    }

    private void waitFor(Map<String, Boolean> expected, long end) {
        for (Replica replica : replicas) {
            expected.forEach((secret, good) -> {
                while (replica.letsIn(secret) != good && System.nanoTime() < end) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
            });
        }
    }

    private void check(String when, Map<String, Boolean> expected) {
        for (Replica replica : replicas) {
            expected.forEach((secret, good) -> assertThat(replica.letsIn(secret))
                    .as(
                            "%s, replica %d, secret %d",
                            when,
                            replicas.indexOf(replica),
                            List.copyOf(expected.keySet()).indexOf(secret))
                    .isEqualTo(good));
        }
    }

    private Replica either() {
        return replicas.get(random.nextInt(replicas.size()));
    }
}
