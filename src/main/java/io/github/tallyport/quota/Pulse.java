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
 * Says every second that this replica is live, and hears how many are. That is also the probe that finds Redis back, and one
 * that swallows what it is sent: its connection is given up, so that the link makes a new one instead of waiting for TCP.
 *
 * <p>Nobody counts in a Redis that was away before it knows what was spent without it: first this replica tells all that it
 * owes, then it waits for those that counted there when it went, as they may have spent as well. Who has not come back five
 * seconds later is not waited for.
 */
final class Pulse {
    private static final Script BEAT = Script.named("beat", ScriptOutputType.MULTI);
    private static final Duration SEEN = Duration.ofSeconds(5);
    /**
     * After an answer; two beats and some, and less than {@link Contact#GONE}: who spends without Redis is not believed any
     * more, however late what it said is delivered.
     */
    private static final Duration TOLD = Duration.ofMillis(2600);
    /** The first when it is made and the others by the clock, so that an answer has a second at least. */
    private static final int UNANSWERED = 3;

    private static final long NOT_WAITING = -1;

    /** How many replicas are live, how many of them owe Redis nothing, and when: in milliseconds of Redis. */
    private record Census(int live, int told, long moment) {
        static Census of(List<Long> answer) {
            return new Census(Math.toIntExact(answer.get(0)), Math.toIntExact(answer.get(1)), answer.get(2));
        }
    }

    private final String replica;
    private final Line line;
    private final Terms terms;
    private final Unsettled unsettled;
    private final Owed owed;
    private final Abroad abroad;
    private final Contact contact;
    private final IntConsumer found;
    private volatile int replicas = 1;
    private volatile int expected = 1;
    private volatile long waitingSince = NOT_WAITING;
    /** As Redis is told; nothing before the first answer. */
    private volatile String lastHeard = "";

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
        boolean counts = contact.made();
        var _ = says(counts)
                .whenComplete((_, failure) -> watch(now, failure))
                .thenCompose(census -> {
                    replicas = census.live();
                    expected = counts ? census.live() : expected;
                    owed.tell();
                    return abroad.adopt();
                })
                .thenCompose(_ -> settled())
                .thenCompose(all -> all && !counts ? allHaveTold() : CompletableFuture.completedFuture(all))
                .thenAccept(all -> {
                    if (all) {
                        waitingSince = NOT_WAITING;
                        found.accept(replicas);
                    }
                });
    }

    /** Whether nobody who may have spent without Redis has still to tell it. */
    private CompletableFuture<Boolean> allHaveTold() {
        return says(true).thenApply(census -> {
            if (waitingSince == NOT_WAITING) {
                waitingSince = System.nanoTime();
            }
            return census.told() >= expected || System.nanoTime() - waitingSince > SEEN.toNanos();
        });
    }

    private CompletableFuture<Census> says(boolean owesNothing) {
        return line.<List<Long>>probe(
                        BEAT,
                        List.of(KeyNames.REPLICAS, KeyNames.TOLD),
                        List.of(
                                replica,
                                terms.moment(),
                                Long.toString(SEEN.toMillis()),
                                owesNothing ? lastHeard : "",
                                Long.toString(TOLD.toMillis())))
                .thenApply(Census::of)
                .whenComplete((census, failure) -> {
                    if (failure == null) {
                        lastHeard = Long.toString(census.moment());
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

    private synchronized void watch(
            @Nullable StatefulRedisConnection<String, String> now, @Nullable Throwable failure) {
        if (failure != null) {
            waitingSince = NOT_WAITING;
        }
        if (now == null || !isSilence(failure)) {
            silent = null;
            unanswered = 0;
            return;
        }
        unanswered = now.equals(silent) ? Math.min(unanswered + 1, contact.silence()) : 1;
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
