package io.github.tallyport.quota;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks Redis, for as long as anybody wants to wait. Thread-safe; nothing in here blocks. */
final class Line {
    private final Supplier<@Nullable StatefulRedisConnection<String, String>> connection;
    private final Duration patience;
    private final Contact contact;
    private final Consumer<Throwable> lost;

    /** @param lost is told why nobody counts with Redis any more, each time that begins */
    Line(
            Supplier<@Nullable StatefulRedisConnection<String, String>> connection,
            Duration patience,
            Contact contact,
            Consumer<Throwable> lost) {
        this.connection = connection;
        this.patience = patience;
        this.contact = contact;
        this.lost = lost;
    }

    @Nullable
    StatefulRedisConnection<String, String> now() {
        return connection.get();
    }

    /** Fails with {@link RedisAway} and nothing else. */
    <T> CompletableFuture<T> ask(Script script, List<String> keys, List<String> arguments) {
        return this.<T>attempt(script, keys, arguments, _ -> {}).whenComplete((_, failure) -> note(failure));
    }

    /**
     * The same, and an answer is heard also when it comes too late for whoever asked. For what writes: a Redis that can only be
     * read cannot be counted with.
     */
    <T> CompletableFuture<T> probe(Script script, List<String> keys, List<String> arguments) {
        return this.<T>attempt(script, keys, arguments, this::heard).whenComplete((_, failure) -> {
            if (failure != null) {
                contact.unheard();
            }
            note(failure);
        });
    }

    private <T> CompletableFuture<T> attempt(
            Script script, List<String> keys, List<String> arguments, Consumer<@Nullable Throwable> whenever) {
        StatefulRedisConnection<String, String> now = connection.get();
        if (now == null) {
            return CompletableFuture.failedFuture(
                    new RedisAway("there is no connection", false, new IllegalStateException("no connection")));
        }
        // before whoever asked goes on, as that may be to say that all is told
        CompletableFuture<T> sent = script.<T>on(now, keys, arguments)
                .toCompletableFuture()
                .whenComplete((_, failure) -> whenever.accept(failure));
        return sent.copy()
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(away(failure)));
    }

    private void heard(@Nullable Throwable failure) {
        if (failure == null) {
            contact.heard();
        }
    }

    private void note(@Nullable Throwable failure) {
        if (failure == null) {
            contact.answered();
        } else if (contact.failed()) {
            lost.accept(failure);
        }
    }

    private static RedisAway away(Throwable failure) {
        Throwable cause = unwrapped(failure);
        return new RedisAway(cause.toString(), !(cause instanceof RedisCommandExecutionException), cause);
    }

    /** As it was before a future wrapped it. */
    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
