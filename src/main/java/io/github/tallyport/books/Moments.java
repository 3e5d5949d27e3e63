package io.github.tallyport.books;

import java.time.Instant;

/** Moments as epoch milliseconds: what is received then or later is the same for both. */
final class Moments {
    private static final long ALMOST_A_MILLI = 999_999;
    private static final Instant END = Instant.ofEpochMilli(Cover.END);

    private Moments() {}

    /** Rounded up; nothing is received before 1970, nor after the end of all time. */
    static long millis(Instant moment) {
        if (!moment.isAfter(Instant.EPOCH)) {
            return 0;
        }
        if (!moment.isBefore(END)) {
            return Cover.END;
        }
        return moment.plusNanos(ALMOST_A_MILLI).toEpochMilli();
    }
}
