package io.github.tallyport.books;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says something every five seconds at most. Used by one thread. */
final class Pace {
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanoTime;
    private long last;

    Pace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    boolean due() {
        long now = nanoTime.getAsLong();
        if (now - last < PAUSE) {
            return false;
        }
        last = now;
        return true;
    }
}
