package io.github.tallyport.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent in a period.
 *
 * @param amount nano-yuan (10⁻⁹ CNY), 0 or more; 0 lets nothing through
 * @param raise another amount for a while, or null
 */
public record Budget(Period period, long amount, @Nullable Raise raise) {
    /**
     * Once, until a moment; more than the amount as a rule, and less where somebody wants it.
     *
     * @param amount nano-yuan, 0 or more
     * @param until exclusive
     */
    public record Raise(long amount, Instant until) {
        public Raise {
            requireAmount(amount);
        }
    }

    public Budget {
        requireAmount(amount);
    }

    public Budget(Period period, long amount) {
        this(period, amount, null);
    }

    /** What may be spent, as of a moment. */
    public long amountAt(Instant moment) {
        return raise != null && moment.isBefore(raise.until()) ? raise.amount() : amount;
    }

    private static void requireAmount(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("a budget is 0 or more");
        }
    }
}
