package io.github.tallyport.books;

import java.time.Instant;
import java.util.List;

/**
 * What a verification found.
 *
 * @param rows compared
 * @param sums compared, of both spans
 * @param entries of the journal compared
 * @param since rows received before were not compared, as they may be deleted
 * @param total differences
 * @param differences the first hundred
 */
public record Verified(long rows, long sums, long entries, Instant since, long total, List<Difference> differences) {
    public Verified {
        differences = List.copyOf(differences);
    }

    public boolean ok() {
        return total == 0;
    }
}
