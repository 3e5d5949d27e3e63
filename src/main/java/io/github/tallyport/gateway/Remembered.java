package io.github.tallyport.gateway;

import io.github.tallyport.ledger.CacheState;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a request that is not sent.
 *
 * @param key what its answer is remembered under, null when it is not
 */
record Remembered(@Nullable String key, CacheState state) {
    static final Remembered NOTHING = new Remembered(null, CacheState.BYPASS);
}
