package io.github.tallyport.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/**
 * One connection to Redis, whenever there can be one. Thread-safe; nothing here blocks but {@link #close}. Says in the log
 * once that Redis is away, and once that it is back.
 *
 * @param <C> the kind of connection
 */
public final class Link<C extends StatefulConnection<?, ?>> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    /** Of the pause, at most: more would overflow what computes it. */
    private static final int DOUBLINGS = 16;

    private final AtomicReference<@Nullable C> current = new AtomicReference<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private final String where;
    private final Supplier<? extends CompletionStage<C>> dial;
    private final Function<C, ? extends CompletionStage<?>> prepare;
    private final Runnable ready;
    private final ScheduledExecutorService timer;
    private final Delay pauses;
    private volatile boolean closed;

    Link(
            String where,
            Supplier<? extends CompletionStage<C>> dial,
            Function<C, ? extends CompletionStage<?>> prepare,
            Runnable ready,
            ScheduledExecutorService timer,
            Duration longestPause) {
        this.where = where;
        this.dial = dial;
        this.prepare = prepare;
        this.ready = ready;
        this.timer = timer;
        this.pauses = Delay.equalJitter(SHORTEST_PAUSE, longestPause, SHORTEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins to connect; once. */
    public void open() {
        connect(1);
    }

    /** The connection of this moment, or null while there is none. Not the caller's to close. */
    public @Nullable C now() {
        return current.get();
    }

    private void connect(int attempt) {
        if (closed) {
            return;
        }
        var _ = dial.get().thenCompose(this::prepared).whenComplete((connection, failure) -> {
            if (failure == null) {
                made(connection);
            } else {
                again(attempt, failure);
            }
        });
    }

    private CompletionStage<C> prepared(C connection) {
        return prepare.apply(connection).thenApply(_ -> connection).whenComplete((_, failure) -> {
            if (failure != null) {
                var _ = connection.closeAsync();
            }
        });
    }

    private void made(C connection) {
        current.set(connection);
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> channel) {
                lost(connection);
            }
        });
        away.set(false);
        LOG.info("Redis answers ({})", where);
        if (closed || !connection.isOpen()) {
            lost(connection);
        } else {
            ready.run();
        }
    }

    private void lost(C connection) {
        if (current.compareAndSet(connection, null)) {
            var _ = connection.closeAsync();
            again(1, new IllegalStateException("the connection is closed"));
        }
    }

    private void again(int attempt, Throwable failure) {
        if (closed) {
            return;
        }
        if (away.compareAndSet(false, true)) {
            LOG.warn("Redis does not answer ({}); trying again until it does: {}", where, root(failure));
        }
        long pause = pauses.createDelay(Math.min(attempt, DOUBLINGS)).toMillis();
        var _ = timer.schedule(() -> connect(attempt + 1), pause, TimeUnit.MILLISECONDS);
    }

    private static String root(Throwable failure) {
        Throwable root = NestedExceptionUtils.getRootCause(failure);
        return (root == null ? failure : root).toString();
    }

    @Override
    public void close() {
        closed = true;
        C connection = current.getAndSet(null);
        if (connection != null) {
            connection.close();
        }
    }
}
