package io.github.tallyport.quota;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Says every second that this replica is live, and hears how many are. That is also the probe that finds Redis back, after
 * which what waits is settled first, and one that swallows what it is sent: its connection is given up, so that the link makes
 * a new one instead of waiting for TCP.
 */
final class Pulse {
    private static final Script BEAT = Script.named("beat", ScriptOutputType.INTEGER);
    private static final Duration SEEN = Duration.ofSeconds(5);
    /** The first when it is made and the others by the clock, so that an answer has a second at least. */
    private static final int UNANSWERED = 3;

    private final String replica;
    private final Line line;
    private final Terms terms;
    private final Unsettled unsettled;
    private final Owed owed;
    private final Abroad abroad;
    private final Contact contact;
    private final IntConsumer found;
    private volatile int replicas = 1;
    private @Nullable StatefulRedisConnection<String, String> silent;
    private int unanswered;

    /** What Redis is to be told before anybody counts there again. */
    record Arrears(Unsettled unsettled, Owed owed, Abroad abroad) {}

    /** @param found is called when Redis answers and all is settled, with the number of live replicas */
    Pulse(String replica, Line line, Terms terms, Arrears arrears, Contact contact, IntConsumer found) {
        this.replica = replica;
        this.line = line;
        this.terms = terms;
        this.unsettled = arrears.unsettled();
        this.owed = arrears.owed();
        this.abroad = arrears.abroad();
        this.contact = contact;
        this.found = found;
    }

    int replicas() {
        return replicas;
    }

    void beat() {
        StatefulRedisConnection<String, String> now = line.now();
        var _ = line.<Long>probe(BEAT, List.of(KeyNames.REPLICAS), arguments())
                .whenComplete((_, failure) -> watch(now, failure))
                .thenCompose(live -> {
                    replicas = Math.toIntExact(Math.max(1, live));
                    owed.tell();
                    return abroad.adopt();
                })
                .thenCompose(_ -> settled())
                .thenAccept(all -> {
                    if (all) {
                        found.accept(replicas);
                    }
                });
    }

    /** With whether all that waited is settled; fails when Redis is away again. */
    private CompletableFuture<Boolean> settled() {
        int before = unsettled.waiting();
        return unsettled
                .again()
                .thenCompose(none ->
                        none || unsettled.waiting() >= before ? CompletableFuture.completedFuture(none) : settled());
    }

    private List<String> arguments() {
        return List.of(replica, terms.moment(), Long.toString(SEEN.toMillis()));
    }

    private synchronized void watch(
            @Nullable StatefulRedisConnection<String, String> now, @Nullable Throwable failure) {
        int unheard = failure == null ? 0 : contact.unheard();
        if (now == null || !isSilence(failure)) {
            silent = null;
            unanswered = 0;
            return;
        }
        unanswered = now.equals(silent) ? Math.min(unanswered + 1, unheard) : 1;
        silent = now;
        if (unanswered >= UNANSWERED) {
            var _ = now.closeAsync();
        }
    }

    private static boolean isSilence(@Nullable Throwable failure) {
        return failure != null
                && Line.unwrapped(failure) instanceof RedisAway away
                && away.getCause() instanceof TimeoutException;
    }
}
