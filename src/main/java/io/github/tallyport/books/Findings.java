package io.github.tallyport.books;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts while a verification goes on. Used by one thread. */
final class Findings {
    private static final int SHOWN = 100;

    private final List<Difference> shown = new ArrayList<>();
    private long total;
    private long rows;
    private long sums;
    private long entries;

    void differs(Difference.Kind kind, String where, String what) {
        total++;
        if (shown.size() < SHOWN) {
            shown.add(new Difference(kind, where, what));
        }
    }

    void rows(long compared) {
        rows += compared;
    }

    void sums(long compared) {
        sums += compared;
    }

    void entries(long compared) {
        entries += compared;
    }

    Verified verified(long since) {
        return new Verified(rows, sums, entries, Instant.ofEpochMilli(since), total, shown);
    }

    @Override
    public String toString() {
        return rows + " rows, " + sums + " sums and " + entries + " entries of the journal compared, " + total
                + " differences";
    }
}
