package io.github.tallyport.books;

import java.time.Instant;
import java.time.ZoneId;

/** Days since 1970-01-01, where somebody lives. */
final class LocalDays {
    private LocalDays() {}

    /** @param moment epoch milliseconds */
    static long of(long moment, ZoneId zone) {
        return Instant.ofEpochMilli(moment).atZone(zone).toLocalDate().toEpochDay();
    }
}
