package io.github.tallyport.quota;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Counts without refilling; one lock. */
public final class TinyQuota implements Quota {
    private final Map<Object, Long> used = new HashMap<>();
    private final Spent spent;

    public TinyQuota(Spent spent) {
        this.spent = spent;
    }

    @Override
    public synchronized Mono<Decision> reserve(Claim claim) {
        long cap = claim.cap();
        for (Limit limit : claim.limits()) {
            long least = amount(limit, claim.tokens(cap), claim.cost(claim.mayShorten() ? 1 : cap));
            if (left(claim.tenant(), limit) < least) {
                Duration pause = least > whole(limit) ? Decision.Refused.NEVER : Duration.ofMillis(59_700);
                return Mono.just(new Decision.Refused(limit, least, pause, all(claim.tenant(), claim.limits())));
            }
            if (limit instanceof Limit.Budget && claim.tokenCost() > 0) {
                cap = Math.min(
                        cap, (left(claim.tenant(), limit) - claim.promptCost()) / claim.tokenCost() / claim.choices());
            }
        }
        for (Limit limit : claim.limits()) {
            used.merge(key(limit), amount(limit, claim.tokens(cap), claim.cost(cap)), Long::sum);
        }
        return Mono.just(
                new Decision.Granted(new Reservation("x", claim, cap), cap, all(claim.tenant(), claim.limits())));
    }

    @Override
    public synchronized void settle(Reservation reservation, Used was) {
        if (reservation.settle()) {
            for (Limit limit : reservation.claim().limits()) {
                long now = limit instanceof Limit.Rate rate && rate.unit() == Limit.Unit.REQUESTS
                        ? 1
                        : limit instanceof Limit.Concurrency ? 0 : amount(limit, was.tokens(), was.cost());
                used.merge(key(limit), now - amount(limit, reservation.tokens(), reservation.cost()), Long::sum);
            }
        }
    }

    @Override
    public synchronized Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        return Mono.just(all(tenant, limits));
    }

    private List<Balance> all(String tenant, List<Limit> limits) {
        return limits.stream()
                .map(limit -> new Balance(
                        limit,
                        left(tenant, limit),
                        limit instanceof Limit.Rate ? Duration.ofMillis(59_700) : Duration.ZERO))
                .toList();
    }

    private long left(String tenant, Limit limit) {
        return whole(limit)
                - used.computeIfAbsent(
                        key(limit), _ -> limit instanceof Limit.Budget budget ? spent.in(tenant, budget) : 0);
    }

    private static long amount(Limit limit, long tokens, long cost) {
        return switch (limit) {
            case Limit.Rate rate -> rate.unit() == Limit.Unit.TOKENS ? tokens : 1;
            case Limit.Concurrency _ -> 1;
            case Limit.Budget _ -> cost;
        };
    }

    private static long whole(Limit limit) {
        return switch (limit) {
            case Limit.Rate rate -> rate.perMinute();
            case Limit.Concurrency concurrency -> concurrency.most();
            case Limit.Budget budget -> budget.amount();
        };
    }

    private static Object key(Limit limit) {
        return switch (limit) {
            case Limit.Rate rate -> List.of(rate.whose(), rate.unit());
            case Limit.Concurrency concurrency -> List.of(concurrency.whose());
            case Limit.Budget budget -> List.of(budget.whose(), budget.window().name());
        };
    }
}
