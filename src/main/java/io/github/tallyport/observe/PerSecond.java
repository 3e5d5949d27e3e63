package io.github.tallyport.observe;

/** So many of something in each second of the clock, the first that come. For one thread. */
final class PerSecond {
    private static final long NANOS = 1_000_000_000;

    private final int most;
    private long second;
    private int taken;

    PerSecond(int most) {
        this.most = most;
    }

    /** Whether one more may be had now. */
    boolean take(long nanoTime) {
        long now = Math.floorDiv(nanoTime, NANOS);
        if (now != second) {
            second = now;
            taken = 0;
        }
        if (taken == most) {
            return false;
        }
        taken++;
        return true;
    }
}
