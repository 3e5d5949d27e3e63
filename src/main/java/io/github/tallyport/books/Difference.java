package io.github.tallyport.books;

/**
 * Something that is not as it should be.
 *
 * @param where such as {@code entry 7 of journal 1}
 * @param what a sentence for a person
 */
public record Difference(Kind kind, String where, String what) {
    /** What was compared. */
    public enum Kind {
        /** A sum and the rows, or the smaller sums, it is of. */
        SUM,
        /** A row's cost and its tokens at its price. */
        COST,
        /** The journal and the rows. */
        JOURNAL
    }
}
