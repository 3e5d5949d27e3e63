package io.github.tallyport.quota;

import static org.awaitility.Awaitility.await;

import io.github.tallyport.fault.Refusal;
import io.github.tallyport.redis.OpenRedis;
import io.github.tallyport.redis.Redis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A replica as the gateway has it, on a Redis of the test's choice. */
final class OpenReplica implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Redis redis;
    private final Replica replica;

    OpenReplica(String url, WithoutRedis without, Spent spent, Duration lease, Duration patience) {
        redis = OpenRedis.at(url);
        replica = new Replica(
                UUID.randomUUID().toString(),
                redis,
                new Terms(lease, LONGEST, patience, Terms.OF_REDIS),
                without,
                new Replica.Ledger(spent, threads, Duration.ofSeconds(5)),
                InstantSource.system());
        replica.start();
    }

    QuotaMode mode() {
        return replica;
    }

    Quota quota() {
        return replica.quota();
    }

    /** Waits for it. */
    OpenReplica in(QuotaMode.State state) {
        await().atMost(Duration.ofSeconds(10)).until(() -> replica.state() == state);
        return this;
    }

    OpenReplica among(int replicas) {
        await().atMost(Duration.ofSeconds(10)).until(() -> replica.replicas() == replicas);
        return this;
    }

    /** Null for a refusal that nothing can be told. */
    @Nullable
    Decision reserve(Claim claim) {
        try {
            return quota().reserve(claim).block(Duration.ofSeconds(30));
        } catch (Refusal refusal) {
            if (refusal.fault().status() != 503) {
                throw new AssertionError("not a 503", refusal);
            }
            return null;
        }
    }

    Reservation granted(Claim claim) {
        if (reserve(claim) instanceof Decision.Granted granted) {
            return granted.reservation();
        }
        throw new AssertionError("not granted");
    }

    @Override
    public void close() {
        replica.close();
        redis.close();
        threads.shutdownNow();
    }
}
