package io.github.tallyport.cache;

import io.github.tallyport.redis.Link;
import io.github.tallyport.redis.Redis;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in Redis, each for as long as it may be given. Who does not answer in time is not asked for a while: a slow Redis
 * costs few requests that time.
 */
final class RedisFurther implements Further, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisFurther.class);
    private static final String ANSWERS = "tallyport:answer:";
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Link<StatefulRedisConnection<String, byte[]>> link;
    private final Duration patience;
    private final int most;
    private final Function<CacheKey, Duration> ttl;
    private final Executor packing;
    private final InstantSource clock;
    private volatile long failed = System.nanoTime() - PAUSE_NANOS;

    /**
     * @param patience for an answer
     * @param most bytes of a document
     * @param ttl how long an answer may be given
     * @param packing where answers are compressed, and the reverse
     */
    RedisFurther(
            Redis redis,
            Duration patience,
            int most,
            Function<CacheKey, Duration> ttl,
            Executor packing,
            InstantSource clock) {
        this.link = redis.link(
                "for answers that replicas share",
                (client, address) ->
                        client.connectAsync(RedisCodec.of(StringCodec.UTF8, new ByteArrayCodec()), address),
                CompletableFuture::completedFuture,
                () -> {});
        this.patience = patience;
        this.most = most;
        this.ttl = ttl;
        this.packing = packing;
        this.clock = clock;
    }

    void start() {
        link.open();
    }

    @Override
    public CompletionStage<Optional<KeptAnswer>> find(CacheKey key, long generation) {
        if (isAway()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return ask(connection -> connection.async().get(name(key, generation)))
                .thenCompose(bytes -> bytes == null
                        ? CompletableFuture.completedFuture(Optional.<KeptAnswer>empty())
                        : CompletableFuture.supplyAsync(
                                () -> Optional.ofNullable(Packed.read(bytes, key, most)), packing))
                .exceptionally(failure -> {
                    LOG.debug("an answer could not be found in Redis", failure);
                    return Optional.empty();
                });
    }

    /** Whether there is nobody to ask, or it has just been slow. */
    boolean isAway() {
        return link.now() == null || System.nanoTime() - failed < PAUSE_NANOS;
    }

    /** Asks once, for as long as anybody waits. */
    <T extends @Nullable Object> CompletableFuture<T> ask(
            Function<StatefulRedisConnection<String, byte[]>, CompletionStage<T>> question) {
        StatefulRedisConnection<String, byte[]> connection = link.now();
        if (connection == null) {
            return CompletableFuture.failedFuture(new RedisConnectionException("there is no connection"));
        }
        return question.apply(connection)
                .toCompletableFuture()
                .copy()
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        failed = System.nanoTime();
                    }
                });
    }

    @Nullable
    StatefulRedisConnection<String, byte[]> now() {
        return link.now();
    }

    @Override
    public void put(KeptAnswer answer, long generation) {
        long left = ttl.apply(answer.key()).toMillis() - (clock.millis() - answer.since());
        if (left > 0) {
            packing.execute(() -> send(answer, generation, left));
        }
    }

    private void send(KeptAnswer answer, long generation, long millis) {
        StatefulRedisConnection<String, byte[]> connection = link.now();
        if (connection != null) {
            var _ = connection
                    .async()
                    .set(name(answer.key(), generation), Packed.of(answer), SetArgs.Builder.px(millis))
                    .exceptionally(failure -> {
                        LOG.debug("an answer could not be kept in Redis", failure);
                        return "";
                    });
        }
    }

    /** What is purged stays until its time is over, under a name that nobody asks for. */
    private static String name(CacheKey key, long generation) {
        return ANSWERS + generation + ":" + Digest.of(Digest.utf8(key.text()));
    }

    @Override
    public void close() {
        link.close();
    }
}
