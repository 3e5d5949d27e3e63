package io.github.tallyport.books;

import java.time.Instant;
import java.util.List;

/**
 * A stretch of time with what was used in it, by the grouping that was asked for.
 *
 * @param end the first moment after it
 */
public record UsageBucket(Instant start, Instant end, List<UsageRow> rows) {}
