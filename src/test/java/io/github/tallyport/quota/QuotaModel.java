package io.github.tallyport.quota;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a quota comes to, said as plainly as can be: one thread, exact numbers of any size, nothing forgotten. */
final class QuotaModel {
    private static final BigInteger MINUTE = BigInteger.valueOf(60_000);
    private static final BigInteger SOON = BigInteger.valueOf(1_000);
    private static final BigInteger NEVER = BigInteger.valueOf(Long.MAX_VALUE);

    /** @param limit null when it is granted */
    record Outcome(@Nullable Limit limit, BigInteger wanted, BigInteger pause, long cap, List<Balance> balances) {}

    private record Held(Claim claim, long cap, long at) {}

    private final Map<Object, ModelCount> counts = new HashMap<>();
    private final Map<Object, Held> live = new HashMap<>();
    private final Spent ledger;

    QuotaModel(Spent ledger) {
        this.ledger = ledger;
    }

    Outcome reserve(Object id, Claim claim, long now) {
        BigInteger cap = BigInteger.valueOf(claim.cap());
        BigInteger choices = BigInteger.valueOf(claim.choices());
        BigInteger each = choices.multiply(BigInteger.valueOf(claim.tokenCost()));
        if (claim.mayShorten() && each.signum() > 0) {
            for (Limit limit : claim.limits()) {
                if (limit instanceof Limit.Budget) {
                    BigInteger rest = left(limit, now).subtract(BigInteger.valueOf(claim.promptCost()));
                    cap = cap.min(rest.signum() < 0 ? ONE : rest.divide(each));
                }
            }
            cap = cap.max(ONE);
        }
        BigInteger tokens = BigInteger.valueOf(claim.promptTokens()).add(cap.multiply(choices));
        BigInteger cost = BigInteger.valueOf(claim.promptCost()).add(cap.multiply(each));
        Outcome worst = new Outcome(null, ZERO, ZERO, cap.longValueExact(), List.of());
        for (Limit limit : claim.limits()) {
            BigInteger wanted = wanted(limit, tokens, cost);
            if (left(limit, now).max(ZERO).compareTo(wanted) < 0) {
                BigInteger pause = pause(limit, wanted, now);
                if (pause.compareTo(worst.pause()) > 0) {
                    worst = new Outcome(limit, wanted, pause, 0, List.of());
                }
            }
        }
        if (worst.limit() == null) {
            claim.limits().forEach(limit -> take(id, limit, wanted(limit, tokens, cost)));
            live.put(id, new Held(claim, worst.cap(), now));
        }
        return new Outcome(
                worst.limit(),
                worst.wanted(),
                worst.pause(),
                worst.cap(),
                balances(claim.tenant(), claim.limits(), now));
    }

    List<Balance> balances(String tenant, List<Limit> limits, long now) {
        return limits.stream()
                .map(limit -> new Balance(limit, left(limit, now).longValueExact(), full(limit, now)))
                .toList();
    }

    void settle(Object id, Used used, long now) {
        Held held = Objects.requireNonNull(live.remove(id));
        BigInteger tokens = BigInteger.valueOf(held.claim().tokens(held.cap()));
        BigInteger cost = BigInteger.valueOf(held.claim().cost(held.cap()));
        for (Limit limit : held.claim().limits()) {
            ModelCount count = count(limit);
            switch (limit) {
                case Limit.Rate rate -> {
                    if (rate.unit() == Limit.Unit.TOKENS) {
                        count.refill(now);
                        BigInteger more = BigInteger.valueOf(used.tokens()).subtract(tokens);
                        count.parts = count.parts.add(more.multiply(MINUTE)).max(ZERO);
                    }
                }
                case Limit.Concurrency _ -> count.leases.remove(id);
                case Limit.Budget _ -> {
                    count.reserved = count.reserved.subtract(cost);
                    count.spent = count.spent.add(BigInteger.valueOf(used.cost()));
                }
            }
        }
        chargeOthers(held, used);
    }

    /** Budgets of the claim's key and tenant that it does not hold, and that somebody counts. */
    private void chargeOthers(Held held, Used used) {
        Instant moment = Instant.ofEpochMilli(held.at());
        Set<Object> own = new HashSet<>();
        held.claim().limits().forEach(limit -> own.add(name(limit)));
        counts.forEach((name, count) -> {
            if (name instanceof List<?> parts
                    && parts.getFirst() instanceof Whose whose
                    && parts.getLast() instanceof Window window
                    && !own.contains(name)
                    && (whose.scope() == Scope.TENANT
                            || whose.id().equals(held.claim().key()))
                    && !moment.isBefore(window.begin())
                    && moment.isBefore(window.end())) {
                count.spent = count.spent.add(BigInteger.valueOf(used.cost()));
            }
        });
    }

    /** Ends what is older, as spent. Returns what it ended. */
    Set<Object> sweep(Duration longest, long now) {
        Set<Object> old = new HashSet<>();
        live.forEach((id, held) -> {
            if (now - held.at() > longest.toMillis()) {
                old.add(id);
            }
        });
        old.forEach(this::abandon);
        return old;
    }

    /** Those who do not hold a budget are charged to it when they end, and this has not. */
    private void abandon(Object id) {
        Held held = Objects.requireNonNull(live.remove(id));
        for (Limit limit : held.claim().limits()) {
            ModelCount count = count(limit);
            count.leases.remove(id);
            if (limit instanceof Limit.Budget) {
                BigInteger cost = BigInteger.valueOf(held.claim().cost(held.cap()));
                count.reserved = count.reserved.subtract(cost);
                count.spent = count.spent.add(cost);
            }
        }
    }

    private static BigInteger wanted(Limit limit, BigInteger tokens, BigInteger cost) {
        return switch (limit) {
            case Limit.Rate rate -> rate.unit() == Limit.Unit.REQUESTS ? ONE : tokens;
            case Limit.Concurrency _ -> ONE;
            case Limit.Budget _ -> cost;
        };
    }

    private void take(Object id, Limit limit, BigInteger wanted) {
        ModelCount count = count(limit);
        switch (limit) {
            case Limit.Rate _ -> count.parts = count.parts.add(wanted.multiply(MINUTE));
            case Limit.Concurrency _ -> count.leases.add(id);
            case Limit.Budget _ -> count.reserved = count.reserved.add(wanted);
        }
    }

    private BigInteger left(Limit limit, long now) {
        ModelCount count = count(limit);
        return switch (limit) {
            case Limit.Rate rate -> {
                count.refill(now);
                count.perMinute = BigInteger.valueOf(rate.perMinute());
                yield count.perMinute.subtract(ModelCount.ceiling(count.parts, MINUTE));
            }
            case Limit.Concurrency concurrency -> BigInteger.valueOf(concurrency.most() - count.leases.size());
            case Limit.Budget budget ->
                BigInteger.valueOf(budget.amount()).subtract(count.spent).subtract(count.reserved);
        };
    }

    private BigInteger pause(Limit limit, BigInteger wanted, long now) {
        BigInteger amount = BigInteger.valueOf(
                switch (limit) {
                    case Limit.Rate rate -> rate.perMinute();
                    case Limit.Concurrency concurrency -> concurrency.most();
                    case Limit.Budget budget -> budget.amount();
                });
        if (wanted.compareTo(amount) > 0) {
            return NEVER;
        }
        return switch (limit) {
            case Limit.Rate _ ->
                ModelCount.ceiling(
                        count(limit).parts.subtract(amount.subtract(wanted).multiply(MINUTE)), amount);
            case Limit.Concurrency _ -> SOON;
            case Limit.Budget budget -> {
                if (count(limit).spent.add(wanted).compareTo(amount) <= 0) {
                    yield SOON;
                }
                Instant end = budget.window().end();
                yield end.equals(Instant.MAX) ? NEVER : BigInteger.valueOf(end.toEpochMilli() - now);
            }
        };
    }

    private Duration full(Limit limit, long now) {
        if (limit instanceof Limit.Rate rate) {
            left(limit, now);
            return Duration.ofMillis(ModelCount.ceiling(count(limit).parts, BigInteger.valueOf(rate.perMinute()))
                    .longValueExact());
        }
        return Duration.ZERO;
    }

    private static Object name(Limit limit) {
        return switch (limit) {
            case Limit.Rate rate -> List.of(rate.whose(), rate.unit());
            case Limit.Concurrency concurrency -> List.of(concurrency.whose(), "leases");
            case Limit.Budget budget -> List.of(budget.whose(), budget.window());
        };
    }

    private ModelCount count(Limit limit) {
        return counts.computeIfAbsent(name(limit), _ -> {
            ModelCount count = new ModelCount();
            if (limit instanceof Limit.Budget budget) {
                count.spent = BigInteger.valueOf(ledger.in("", budget));
            }
            return count;
        });
    }
}
