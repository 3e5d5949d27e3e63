package io.github.tallyport.quota;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How to count in Redis.
 *
 * @param lease until what is not renewed is free
 * @param longest that a request may take; what is not settled by then is abandoned, and not renewed any more
 * @param patience until an answer that has not come is taken for none
 * @param clock in milliseconds since 1970; {@link #OF_REDIS} outside of tests: one clock for all replicas
 */
record Terms(Duration lease, Duration longest, Duration patience, LongSupplier clock) {
    static final LongSupplier OF_REDIS = () -> -1;
    /** Abandoned reservations that one call clears away, at most. */
    private static final String SWEPT_AT_ONCE = "20";

    /** In milliseconds, for what is measured here. */
    long now() {
        long moment = clock.getAsLong();
        return moment < 0 ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) : moment;
    }

    /** As the scripts read it. */
    String moment() {
        long moment = clock.getAsLong();
        return moment < 0 ? "" : Long.toString(moment);
    }

    String leaseMillis() {
        return Long.toString(lease.toMillis());
    }

    String sweep() {
        return SWEPT_AT_ONCE;
    }
}
