package io.github.tallyport.catalogue;

import io.github.tallyport.openai.Usage;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What tokens cost from a moment on, in nano-yuan (10⁻⁹ CNY) per token. A price per 1000 tokens with six decimals, as
 * providers publish it, is a whole number of these; {@link #MOST} of them at most.
 */
public record Price(Instant validFrom, long prompt, long cached, long completion) {
    /**
     * Ten yuan a token. An answer is believed to have up to 10⁸ tokens of prompt and 10⁸ of completion: at this price those cost
     * 2 × 10¹⁸, which a long holds.
     */
    public static final long MOST = 10_000_000_000L;

    private static final int DECIMALS_PER_THOUSAND = 6;
    private static final BigDecimal MOST_PER_THOUSAND = BigDecimal.valueOf(MOST, DECIMALS_PER_THOUSAND);

    public Price {
        requireAmount(prompt);
        requireAmount(cached);
        requireAmount(completion);
    }

    /**
     * From a published price in yuan per 1000 tokens, 0 to 10000, with at most six decimals; zeros at its end do not count.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static long perThousand(BigDecimal yuan) {
        if (yuan.signum() < 0 || yuan.compareTo(MOST_PER_THOUSAND) > 0) {
            throw new IllegalArgumentException("a price per 1000 tokens is 0 to "
                    + MOST_PER_THOUSAND.stripTrailingZeros().toPlainString() + " yuan");
        }
        try {
            return yuan.movePointRight(DECIMALS_PER_THOUSAND).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "a price per 1000 tokens has at most " + DECIMALS_PER_THOUSAND + " decimals", e);
        }
    }

    /** Nano-yuan; cached tokens are part of the prompt's and cost their own price. */
    public long cost(Usage usage) {
        long fresh = Math.multiplyExact(usage.prompt() - usage.cached(), prompt);
        long again = Math.multiplyExact(usage.cached(), cached);
        long said = Math.multiplyExact(usage.completion(), completion);
        return Math.addExact(Math.addExact(fresh, again), said);
    }

    /**
     * A part of an amount, rounded up.
     *
     * @param nanoYuan 0 or more
     * @param percent 0 to 100
     */
    public static long part(long nanoYuan, int percent) {
        return nanoYuan / 100 * percent + Math.ceilDiv(nanoYuan % 100 * percent, 100);
    }

    private static void requireAmount(long nanoYuan) {
        if (nanoYuan < 0 || nanoYuan > MOST) {
            throw new IllegalArgumentException("a price is 0 to " + MOST + " nano-yuan per token");
        }
    }
}
