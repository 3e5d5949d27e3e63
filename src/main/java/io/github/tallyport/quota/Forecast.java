package io.github.tallyport.quota;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a claim as its limits stand. Nothing is reserved, so that a claim made later may find them otherwise.
 *
 * @param cap tokens that one choice of the answer would be granted
 * @param refused why nothing would be granted, or null
 */
public record Forecast(long cap, Decision.@Nullable Refused refused) {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** @param balances of the claim's limits */
    public static Forecast of(Claim claim, List<Balance> balances) {
        long cap = claim.mayShorten() ? payable(claim, balances) : claim.cap();
        Used wanted = new Used(claim.tokens(cap), claim.cost(cap));
        Decision.Refused worst = null;
        for (Balance balance : balances) {
            long much = Amounts.wanted(balance.limit(), wanted);
            if (much > Math.max(0, balance.left())) {
                Duration pause = pause(balance, much);
                if (worst == null || pause.compareTo(worst.pause()) > 0) {
                    worst = new Decision.Refused(balance.limit(), much, pause, balances);
                }
            }
        }
        return new Forecast(cap, worst);
    }

    private static long payable(Claim claim, List<Balance> balances) {
        long cost = Saturated.product(claim.choices(), claim.tokenCost());
        long cap = claim.cap();
        for (Balance balance : balances) {
            if (cost > 0 && balance.limit() instanceof Limit.Budget) {
                cap = Math.min(cap, Math.max(0, balance.left() - claim.promptCost()) / cost);
            }
        }
        return Math.max(1, cap);
    }

    private static Duration pause(Balance balance, long wanted) {
        return switch (balance.limit()) {
            case Limit.Concurrency _ -> SOON;
            case Limit.Budget _ -> Decision.Refused.NEVER;
            case Limit.Rate rate -> {
                if (wanted > rate.perMinute()) {
                    yield Decision.Refused.NEVER;
                }
                long used = rate.perMinute() - balance.left();
                yield Duration.ofMillis(
                        Math.ceilDiv(Math.multiplyExact(balance.full().toMillis(), wanted - balance.left()), used));
            }
        };
    }
}
