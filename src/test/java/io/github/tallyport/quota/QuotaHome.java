package io.github.tallyport.quota;

/** A home of a quota as the contracts want it. */
interface QuotaHome extends AutoCloseable {
    Quota quota();

    /** Does at once what the home does from time to time: renew what lives, sweep what does not. */
    void tick();

    /** Returns when all that was handed over to be settled is counted. */
    void settled();

    /** Nano-yuan that budgets of a tenant have reserved, less what its live reservations hold of them. */
    long unaccounted(String tenant);

    @Override
    void close();
}
