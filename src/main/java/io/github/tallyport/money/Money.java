package io.github.tallyport.money;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Between nano-yuan (10⁻⁹ CNY) and what people read and write. Exact, both ways. */
public final class Money {
    public static final String CURRENCY = "CNY";
    /** What {@link #nanoYuan} takes. */
    public static final String PATTERN = "[0-9]{1,10}(\\.[0-9]{1,9})?";

    private static final Pattern AMOUNT = Pattern.compile(PATTERN);
    private static final int DECIMALS = 9;
    private static final int FEWEST_DECIMALS = 2;

    private Money() {}

    /** Yuan with nine decimals, such as {@code 0.001406500}. */
    public static String yuan(long nanoYuan) {
        return BigDecimal.valueOf(nanoYuan, DECIMALS).toPlainString();
    }

    /** Yuan with two decimals or as many more as it takes, such as {@code 100.00}. */
    public static String amount(long nanoYuan) {
        BigDecimal shortest = BigDecimal.valueOf(nanoYuan, DECIMALS).stripTrailingZeros();
        return shortest.setScale(Math.max(FEWEST_DECIMALS, shortest.scale())).toPlainString();
    }

    /**
     * From yuan as digits, with at most nine decimals after a point; no sign, no exponent.
     *
     * @throws IllegalArgumentException when it is anything else, or more than 9223372036.854775807
     */
    public static long nanoYuan(String yuan) {
        if (!AMOUNT.matcher(yuan).matches()) {
            throw new IllegalArgumentException("an amount is yuan in digits with at most 9 decimals, such as 100.00");
        }
        try {
            return new BigDecimal(yuan).movePointRight(DECIMALS).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("an amount is at most " + yuan(Long.MAX_VALUE), e);
        }
    }
}
