package io.github.tallyport.quota;

import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Counts in Redis, for all replicas: one script reserves, one settles, one looks. Errors are {@link RedisAway} as well, for
 * somebody who knows what to do without.
 *
 * <p>Each reservation has a record in Redis, which is renewed here as long as nobody settles it; see {@code reserve.lua} and
 * {@code settle.lua}. A claim that got no answer may be reserved all the same, now or later: it is given up, which either
 * finds its record or leaves a trace that keeps it from being reserved.
 */
final class RedisQuota implements Quota {
    private static final Script RESERVE = Script.named("reserve", ScriptOutputType.MULTI);
    private static final Script BALANCES = Script.named("balances", ScriptOutputType.MULTI);
    private static final String COLD = "cold";
    /** What {@code reserve.lua} says before it comes to the limits. */
    private static final int WORDS = 4;

    private final AtomicLong next = new AtomicLong();
    private final String replica;
    private final Line line;
    private final Terms terms;
    private final Seeds seeds;
    private final Leases leases;
    private final Unsettled unsettled;

    /** @param replica unlike that of any other, ever */
    RedisQuota(String replica, Line line, Terms terms, Seeds seeds, Leases leases, Unsettled unsettled) {
        this.replica = replica;
        this.line = line;
        this.terms = terms;
        this.seeds = seeds;
        this.leases = leases;
        this.unsettled = unsettled;
    }

    @Override
    public Mono<Decision> reserve(Claim claim) {
        return Handover.of(
                () -> {
                    String id = replica + "-" + next.getAndIncrement();
                    List<String> keys = keys(claim.tenant(), claim.limits(), 2);
                    keys.add(0, KeyNames.due(claim.tenant()));
                    keys.add(0, KeyNames.held(claim.tenant()));
                    return reserve(id, claim, keys, Map.of());
                },
                this::unwanted);
    }

    private CompletableFuture<Decision> reserve(String id, Claim claim, List<String> keys, Map<Integer, Long> known) {
        long since = System.nanoTime();
        return line.<List<String>>ask(RESERVE, keys, ClaimText.reserve(terms, id, claim, known))
                .whenComplete((_, failure) -> giveUp(id, claim, failure))
                .thenCompose(answer -> answer.getFirst().equals(COLD)
                        ? warm(claim.tenant(), claim.limits(), answer, known, since)
                                .thenCompose(all -> reserve(id, claim, keys, all))
                        : CompletableFuture.completedFuture(decision(id, claim, answer)));
    }

    private Decision decision(String id, Claim claim, List<String> answer) {
        if (answer.size() < WORDS) {
            throw new RedisAway(answer.getFirst(), false, new IllegalStateException("came too late"));
        }
        long cap = Long.parseLong(answer.get(1));
        List<String> states = answer.subList(WORDS, answer.size());
        long now = Long.parseLong(answer.get(3));
        if (!answer.getFirst().equals("granted")) {
            return Standing.refused(claim, cap, now, states);
        }
        Reservation reservation = new Reservation(id, claim, cap);
        leases.add(new Leases.Held(reservation, answer.get(2), now, terms.now()));
        return new Decision.Granted(reservation, cap, Standing.balances(claim.limits(), states));
    }

    private void giveUp(String id, Claim claim, @Nullable Throwable failure) {
        if (failure != null && Line.unwrapped(failure) instanceof RedisAway away && away.mayHaveHappened()) {
            unsettled.settle(Settlement.givenUp(id, claim));
        }
    }

    private void unwanted(Decision decision) {
        if (decision instanceof Decision.Granted granted) {
            settle(granted.reservation(), Used.NOTHING);
        }
    }

    private CompletableFuture<Map<Integer, Long>> warm(
            String tenant, List<Limit> limits, List<String> answer, Map<Integer, Long> known, long since) {
        List<Integer> cold = answer.stream().skip(1).map(Integer::valueOf).toList();
        return seeds.of(tenant, limits, cold, since).thenApply(more -> {
            Map<Integer, Long> all = new HashMap<>(known);
            all.putAll(more);
            return all;
        });
    }

    @Override
    public void settle(Reservation reservation, Used used) {
        Leases.Held held = leases.remove(reservation);
        if (held != null && reservation.settle()) {
            unsettled.settle(new Settlement(reservation, held.epoch(), used, held.moment()));
        }
    }

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        return Mono.fromFuture(() -> balances(tenant, limits, Map.of()));
    }

    private CompletableFuture<List<Balance>> balances(String tenant, List<Limit> limits, Map<Integer, Long> known) {
        long since = System.nanoTime();
        return line.<List<String>>ask(
                        BALANCES, keys(tenant, limits, 0), ClaimText.balances(terms, tenant, limits, known))
                .thenCompose(answer -> answer.getFirst().equals(COLD)
                        ? warm(tenant, limits, answer, known, since).thenCompose(all -> balances(tenant, limits, all))
                        : CompletableFuture.completedFuture(
                                Standing.balances(limits, answer.subList(1, answer.size()))));
    }

    private static List<String> keys(String tenant, List<Limit> limits, int more) {
        List<String> keys = new ArrayList<>(limits.size() + more);
        limits.forEach(limit -> keys.add(KeyNames.counter(tenant, limit)));
        return keys;
    }
}
