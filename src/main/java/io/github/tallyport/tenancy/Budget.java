package io.github.tallyport.tenancy;

/**
 * What may be spent in a period.
 *
 * @param amount nano-yuan (10⁻⁹ CNY), 0 or more; 0 lets nothing through
 */
public record Budget(Period period, long amount) {
    public Budget {
        if (amount < 0) {
            throw new IllegalArgumentException("a budget is 0 or more");
        }
    }
}
