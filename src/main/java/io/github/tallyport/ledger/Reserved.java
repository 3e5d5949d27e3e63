package io.github.tallyport.ledger;

/**
 * The worst a request can come to, reckoned before a provider is asked.
 *
 * @param prompt tokens, 0 or more
 * @param completion tokens, 0 or more
 * @param cost nano-yuan, 0 or more
 */
public record Reserved(long prompt, long completion, long cost) {
    /** Of a request that no provider is asked for. */
    public static final Reserved NOTHING = new Reserved(0, 0, 0);
}
