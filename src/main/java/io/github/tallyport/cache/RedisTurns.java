package io.github.tallyport.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns in Redis: leases that are renewed while their replica lives, so that one that dies holds the others up for seconds
 * only.
 */
final class RedisTurns implements Turns, AutoCloseable {
    private static final String TURNS = "tallyport:turn:";
    private static final long LEASE_MILLIS = 15_000;
    private static final long RENEWAL_MILLIS = 5_000;
    private static final String RENEW =
            "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0";

    private final Map<String, byte[]> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cache-turns").factory());
    private final RedisFurther redis;
    private final Executor afterPuts;

    /** @param afterPuts does what it is given after the answers that were put before */
    RedisTurns(RedisFurther redis, Executor afterPuts) {
        this.redis = redis;
        this.afterPuts = afterPuts;
    }

    void start() {
        var _ = renewal.scheduleWithFixedDelay(
                () -> held.forEach((name, lease) -> expire(name, lease, LEASE_MILLIS)),
                RENEWAL_MILLIS,
                RENEWAL_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletionStage<Turn> take(Quest quest, long generation) {
        String name =
                TURNS + generation + ":" + Digest.of(Digest.utf8(quest.key().text()));
        byte[] lease = (quest.fingerprint() + " " + UUID.randomUUID()).getBytes(US_ASCII);
        if (redis.isAway()) {
            return CompletableFuture.completedFuture(new Ours(() -> {}));
        }
        Turn ours = new Ours(() -> afterPuts.execute(() -> end(name, lease)));
        return redis.ask(connection -> connection
                        .async()
                        .set(name, lease, SetArgs.Builder.nx().px(LEASE_MILLIS))
                        .toCompletableFuture()
                        .thenCompose(set -> set != null
                                ? CompletableFuture.completedFuture(lease)
                                : connection.async().get(name)))
                .handle((holds, failure) -> {
                    if (failure != null || holds == null) {
                        // it may have become ours all the same
                        end(name, lease);
                        return new Ours(() -> {});
                    }
                    if (!Arrays.equals(holds, lease)) {
                        return new Theirs(new String(holds, US_ASCII).split(" ", 2)[0]);
                    }
                    held.put(name, lease);
                    return ours;
                });
    }

    private void end(String name, byte[] lease) {
        held.remove(name, lease);
        expire(name, lease, 0);
    }

    private void expire(String name, byte[] lease, long millis) {
        @Nullable StatefulRedisConnection<String, byte[]> connection = redis.now();
        if (connection != null) {
            var _ = connection
                    .async()
                    .<Long>eval(
                            RENEW,
                            ScriptOutputType.INTEGER,
                            new String[] {name},
                            lease,
                            Long.toString(millis).getBytes(US_ASCII))
                    .exceptionally(_ -> 0L);
        }
    }

    @Override
    public void close() {
        renewal.shutdownNow();
    }
}
