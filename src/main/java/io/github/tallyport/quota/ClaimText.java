package io.github.tallyport.quota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A claim as the scripts read it: decimal text. What is too much for any limit is as much as they can count. */
final class ClaimText {
    /** Above every amount of money. */
    private static final String TOO_DEAR = "10000000000000000000";
    /** Above every rate; the scripts count no further. */
    private static final long MOST_TOKENS = 7_000_000_000_000_000L;

    private ClaimText() {}

    /** @param seeds nano-yuan spent, by the place of a budget among the limits */
    static List<String> reserve(Terms terms, String id, Claim claim, Map<Integer, Long> seeds) {
        List<String> text = new ArrayList<>(12 + 6 * claim.limits().size());
        text.add(id);
        text.add(terms.moment());
        text.add(terms.leaseMillis());
        text.add(terms.sweep());
        text.add(Long.toString(claim.promptTokens()));
        text.add(Long.toString(claim.choices()));
        text.add(Long.toString(claim.cap()));
        text.add(Long.toString(claim.promptCost()));
        text.add(money(() -> Math.multiplyExact(claim.choices(), claim.tokenCost())));
        text.add(money(() -> exactCost(claim)));
        text.add(Long.toString(tokens(claim, claim.cap())));
        text.add(claim.mayShorten() ? "1" : "0");
        limits(text, claim.tenant(), claim.limits(), seeds);
        return text;
    }

    static List<String> balances(Terms terms, String tenant, List<Limit> limits, Map<Integer, Long> seeds) {
        List<String> text = new ArrayList<>(1 + 6 * limits.size());
        text.add(terms.moment());
        limits(text, tenant, limits, seeds);
        return text;
    }

    private static void limits(List<String> text, String tenant, List<Limit> limits, Map<Integer, Long> seeds) {
        for (int i = 0; i < limits.size(); i++) {
            Limit limit = limits.get(i);
            text.add(kind(limit));
            text.add(amount(limit));
            text.add(begin(limit));
            text.add(end(limit));
            text.add(seed(seeds.get(i)));
            text.add(list(tenant, limit));
        }
    }

    static List<String> settle(Terms terms, Settlement settlement) {
        Reservation reservation = settlement.reservation();
        List<Limit> limits = settlement.limits();
        List<String> text = new ArrayList<>(9 + 2 * limits.size());
        text.add(reservation.id());
        text.add(terms.moment());
        text.add(terms.leaseMillis());
        text.add(settlement.epoch());
        text.add(Long.toString(Math.max(0, settlement.used().cost())));
        text.add(Long.toString(Math.clamp(settlement.used().tokens(), 0, MOST_TOKENS)));
        text.add(settlement.moment() < 0 ? "" : Long.toString(settlement.moment()));
        text.add(KeyNames.listed(settlement.tenant(), Scope.TENANT, settlement.tenant()));
        text.add(KeyNames.listed(
                settlement.tenant(), Scope.KEY, reservation.claim().key()));
        for (Limit limit : limits) {
            text.add(kind(limit));
            text.add(amount(limit));
        }
        return text;
    }

    /** Never more than {@link #MOST_TOKENS}. */
    static long tokens(Claim claim, long granted) {
        return Math.min(claim.tokens(granted), MOST_TOKENS);
    }

    /** A claim's own would stop at what an amount can be, and fit it. */
    private static long exactCost(Claim claim) {
        long each = Math.multiplyExact(claim.choices(), claim.tokenCost());
        return Math.addExact(claim.promptCost(), Math.multiplyExact(claim.cap(), each));
    }

    private static String kind(Limit limit) {
        return switch (limit) {
            case Limit.Rate rate -> rate.unit() == Limit.Unit.REQUESTS ? "requests" : "tokens";
            case Limit.Concurrency _ -> "leases";
            case Limit.Budget _ -> "budget";
        };
    }

    private static String amount(Limit limit) {
        return Long.toString(Amounts.of(limit));
    }

    private static String begin(Limit limit) {
        return limit instanceof Limit.Budget budget
                ? Long.toString(budget.window().begin().toEpochMilli())
                : "";
    }

    /** Those for one model are charged by who holds them only. */
    private static String list(String tenant, Limit limit) {
        Whose whose = limit.whose();
        return limit instanceof Limit.Budget && whose.model() == null
                ? KeyNames.listed(tenant, whose.scope(), whose.id())
                : "";
    }

    /** In milliseconds; of all time, further away than any counter is kept. */
    private static String end(Limit limit) {
        if (!(limit instanceof Limit.Budget budget)) {
            return "";
        }
        Instant end = budget.window().end();
        return end.equals(Instant.MAX) ? "9000000000000000" : Long.toString(end.toEpochMilli());
    }

    private static String seed(@Nullable Long seed) {
        return seed == null ? "" : seed.toString();
    }

    private static String money(LongSupplier exact) {
        try {
            return Long.toString(exact.getAsLong());
        } catch (ArithmeticException tooMuch) {
            return TOO_DEAR;
        }
    }
}
