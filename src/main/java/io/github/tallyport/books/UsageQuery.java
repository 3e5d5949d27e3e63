package io.github.tallyport.books;

import java.time.Instant;
import java.util.Set;

/**
 * What a report is about: requests received in a stretch of time.
 *
 * @param to the first moment after it
 * @param groupBy empty for one row of everything
 */
public record UsageQuery(Instant from, Instant to, Set<Grouping> groupBy, Reach reach) {
    public UsageQuery {
        groupBy = Set.copyOf(groupBy);
    }
}
