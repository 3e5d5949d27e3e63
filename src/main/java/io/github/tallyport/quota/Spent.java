package io.github.tallyport.quota;

/** What the ledger says was spent, for a budget that nobody has counted yet. */
@FunctionalInterface
public interface Spent {
    /**
     * Nano-yuan spent in the window so far by all requests that have ended. May block; runs on a thread of its own.
     *
     * @throws RuntimeException when it cannot be told now
     */
    long in(String tenant, Limit.Budget budget);
}
