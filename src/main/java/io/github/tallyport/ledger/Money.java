package io.github.tallyport.ledger;

import java.math.BigDecimal;

/** Where nano-yuan (10⁻⁹ CNY) become something people read. */
public final class Money {
    public static final String CURRENCY = "CNY";

    private static final int DECIMALS = 9;

    private Money() {}

    /** Yuan with nine decimals, such as {@code 0.001406500}; exact. */
    public static String yuan(long nanoYuan) {
        return BigDecimal.valueOf(nanoYuan, DECIMALS).toPlainString();
    }
}
