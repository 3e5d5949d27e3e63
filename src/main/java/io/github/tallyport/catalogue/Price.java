package io.github.tallyport.catalogue;

import io.github.tallyport.openai.Usage;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What tokens cost from a moment on, in nano-yuan (10⁻⁹ CNY) per token. A price per 1000 tokens with six decimals, as
 * providers publish it, is a whole number of these.
 */
public record Price(Instant validFrom, long prompt, long cached, long completion) {
    private static final int DECIMALS_PER_THOUSAND = 6;

    public Price {
        if (prompt < 0 || cached < 0 || completion < 0) {
            throw new IllegalArgumentException("a price is 0 or more");
        }
    }

    /** From a published price per 1000 tokens; at most six decimals. */
    public static long perThousand(BigDecimal yuan) {
        try {
            return yuan.movePointRight(DECIMALS_PER_THOUSAND).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "a price per 1000 tokens has at most " + DECIMALS_PER_THOUSAND + " decimals: " + yuan, e);
        }
    }

    /** Nano-yuan; cached tokens are part of the prompt's and cost their own price. */
    public long cost(Usage usage) {
        long fresh = Math.multiplyExact(usage.prompt() - usage.cached(), prompt);
        long again = Math.multiplyExact(usage.cached(), cached);
        long said = Math.multiplyExact(usage.completion(), completion);
        return Math.addExact(Math.addExact(fresh, again), said);
    }
}
