package io.github.tallyport.ledger;

import java.util.Locale;

/** What the cache had to do with an answer. */
public enum CacheState {
    HIT,
    MISS,
    /** Another request's call to the provider was shared. */
    SHARED,
    /** The cache was not asked. */
    BYPASS;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As it is written in headers, rows and meters. */
    public String label() {
        return label;
    }
}
