package io.github.tallyport.books;

/** How much time one sum is about. */
enum Span {
    /** No sum: a single request. */
    ROW(1),
    /** The smallest: days begin at one of these wherever somebody lives. */
    QUARTER(900_000),
    /** Of UTC. */
    DAY(86_400_000);

    private final long millis;

    Span(long millis) {
        this.millis = millis;
    }

    long millis() {
        return millis;
    }

    long floor(long moment) {
        return Math.floorDiv(moment, millis) * millis;
    }

    /** Of a moment that is not the last there is. */
    long ceil(long moment) {
        return Math.ceilDiv(moment, millis) * millis;
    }
}
