package io.github.tallyport.ledger;

import java.math.BigDecimal;

/** Where nano-yuan (10⁻⁹ CNY) become something people read. */
public final class Money {
    public static final String CURRENCY = "CNY";

    private static final int DECIMALS = 9;
    private static final int FEWEST_DECIMALS = 2;

    private Money() {}

    /** Yuan with nine decimals, such as {@code 0.001406500}; exact. */
    public static String yuan(long nanoYuan) {
        return BigDecimal.valueOf(nanoYuan, DECIMALS).toPlainString();
    }

    /** Yuan with two decimals or as many more as it takes, such as {@code 100.00}. */
    public static String amount(long nanoYuan) {
        BigDecimal shortest = BigDecimal.valueOf(nanoYuan, DECIMALS).stripTrailingZeros();
        return shortest.setScale(Math.max(FEWEST_DECIMALS, shortest.scale())).toPlainString();
    }
}
