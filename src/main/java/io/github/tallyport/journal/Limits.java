package io.github.tallyport.journal;

import java.time.Duration;

/**
 * How much there may be.
 *
 * @param segment bytes of one
 * @param all bytes of all segments together, but those set aside
 * @param longest bytes of one record; at most {@link Journal#LONGEST}
 * @param pause between two tries after a failure
 */
record Limits(long segment, long all, int longest, Duration pause) {}
