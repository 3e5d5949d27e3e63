package io.github.tallyport.upstream;

/** When the provider's answer began and ended, in nanoseconds since an exchange was opened. Marked and read by any thread. */
final class Elapsed {
    private static final long NOT_YET = -1;

    private final long opened = System.nanoTime();
    private volatile long head = NOT_YET;
    private volatile long end = NOT_YET;

    /** As {@link System#nanoTime}. */
    long opened() {
        return opened;
    }

    void begins() {
        head = now();
    }

    void ends() {
        end = now();
    }

    /** -1 before. */
    long head() {
        return head;
    }

    /** Until now, as long as it has not ended. */
    long end() {
        long known = end;
        return known == NOT_YET ? now() : known;
    }

    private long now() {
        return System.nanoTime() - opened;
    }
}
