package io.github.tallyport.books;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What a report in stretches of equal length is about. They begin at whole minutes, hours or days of UTC.
 *
 * @param start rounded down to the width
 * @param count how many, 1 or more
 * @param groupBy beside the time
 */
public record BucketQuery(Instant start, Width width, int count, Set<Grouping> groupBy, Reach reach) {
    /** How long each is. */
    public enum Width {
        /** From rows alone: only for times of which all rows are there. */
        MINUTE(Duration.ofMinutes(1), Span.ROW),
        HOUR(Duration.ofHours(1), Span.QUARTER),
        DAY(Duration.ofDays(1), Span.DAY);

        private final Duration length;
        private final Span coarsest;

        Width(Duration length, Span coarsest) {
            this.length = length;
            this.coarsest = coarsest;
        }

        public Duration length() {
            return length;
        }

        Span coarsest() {
            return coarsest;
        }
    }

    public BucketQuery {
        long millis = width.length.toMillis();
        start = Instant.ofEpochMilli(Math.floorDiv(start.toEpochMilli(), millis) * millis);
        groupBy = Set.copyOf(groupBy);
        if (count < 1) {
            throw new IllegalArgumentException("at least one bucket");
        }
    }

    /** The first moment after the last of them: where the next page begins. */
    public Instant end() {
        return start.plus(width.length().multipliedBy(count));
    }
}
