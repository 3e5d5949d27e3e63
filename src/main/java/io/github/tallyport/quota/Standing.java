package io.github.tallyport.quota;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a script says about limits, in their own words. */
final class Standing {
    /** A lease may end at any time. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final long MINUTE = 60_000;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Standing() {}

    static List<Balance> balances(List<Limit> limits, List<String> states) {
        List<Balance> balances = new ArrayList<>(limits.size());
        for (int i = 0; i < limits.size(); i++) {
            balances.add(balance(limits.get(i), states.get(i)));
        }
        return List.copyOf(balances);
    }

    /**
     * @param granted what all budgets can pay, 0 for less than one token
     * @param now in milliseconds
     */
    static Decision.Refused refused(Claim claim, long granted, long now, List<String> states) {
        Limit worst = null;
        long most = 0;
        Duration longest = Duration.ZERO;
        for (int i = 0; i < states.size(); i++) {
            Limit limit = claim.limits().get(i);
            long wanted = wanted(limit, claim, granted);
            if (wanted <= Math.max(0, left(limit, states.get(i))) && wanted < Long.MAX_VALUE) {
                continue;
            }
            Duration pause = pause(limit, states.get(i), wanted, now);
            if (worst == null || pause.compareTo(longest) > 0) {
                worst = limit;
                most = wanted;
                longest = pause;
            }
        }
        if (worst == null) {
            throw new IllegalStateException("refused for nothing: " + states);
        }
        return new Decision.Refused(worst, most, longest, balances(claim.limits(), states));
    }

    private static long wanted(Limit limit, Claim claim, long granted) {
        long least = claim.mayShorten() && claim.tokenCost() > 0 ? 1 : claim.cap();
        return switch (limit) {
            case Limit.Rate rate when rate.unit() == Limit.Unit.REQUESTS -> 1;
            case Limit.Rate _ -> ClaimText.tokens(claim, granted == 0 ? least : granted);
            case Limit.Concurrency _ -> 1;
            case Limit.Budget _ -> claim.cost(least);
        };
    }

    private static Duration pause(Limit limit, String state, long wanted, long now) {
        return switch (limit) {
            case Limit.Rate rate -> wanted > rate.perMinute() ? Decision.Refused.NEVER : until(rate, state, wanted);
            case Limit.Concurrency _ -> SOON;
            case Limit.Budget budget ->
                wanted > budget.amount() || wanted == Long.MAX_VALUE
                        ? Decision.Refused.NEVER
                        : pause(budget, state, wanted, now);
        };
    }

    /** Soon, when only what others hold is in the way; otherwise when the next window begins. */
    private static Duration pause(Limit.Budget budget, String state, long wanted, long now) {
        if (wanted <= budget.amount() - number(state.substring(state.indexOf(' ') + 1))) {
            return SOON;
        }
        Instant end = budget.window().end();
        return end.equals(Instant.MAX)
                ? Decision.Refused.NEVER
                : Duration.ofMillis(Math.max(1, end.toEpochMilli() - now));
    }

    /** What is beyond all amounts is as good as the largest. */
    private static long number(String digits) {
        return new BigInteger(digits).min(MOST).longValueExact();
    }

    private static Balance balance(Limit limit, String state) {
        Duration full = limit instanceof Limit.Rate rate ? until(rate, state, rate.perMinute()) : Duration.ZERO;
        return new Balance(limit, left(limit, state), full);
    }

    private static long left(Limit limit, String state) {
        return switch (limit) {
            case Limit.Rate _ -> level(state);
            case Limit.Concurrency concurrency -> concurrency.most() - Long.parseLong(state);
            case Limit.Budget budget -> budget.amount() - number(state.substring(0, state.indexOf(' ')));
        };
    }

    private static long level(String state) {
        return Long.parseLong(state, 0, state.indexOf(' '), 10);
    }

    /** Until a bucket has so many. */
    private static Duration until(Limit.Rate rate, String state, long wanted) {
        long gap = wanted - level(state);
        if (gap <= 0) {
            return Duration.ZERO;
        }
        long rest = Long.parseLong(state, state.indexOf(' ') + 1, state.length(), 10);
        long perMinute = rate.perMinute();
        long whole = gap / perMinute * MINUTE;
        return Duration.ofMillis(whole + Math.ceilDiv(gap % perMinute * MINUTE - rest, perMinute));
    }
}
