package io.github.tallyport.books;

/**
 * What became of entries of the journal.
 *
 * @param written were not there before
 * @param unreadable have bytes that mean nothing to this version
 * @param refused the database takes the rows of others and never theirs
 * @param tooOld came after rows of their time were deleted
 */
public record Shipped(long written, long unreadable, long refused, long tooOld) {
    static final Shipped NOTHING = new Shipped(0, 0, 0, 0);

    Shipped plus(Shipped other) {
        return new Shipped(
                written + other.written, unreadable + other.unreadable, refused + other.refused, tooOld + other.tooOld);
    }
}
