package io.github.tallyport.quota;

/** What is counted under one limit's name; the limit's amount comes with every question. Guarded by its tenant's lock. */
sealed interface Counter permits Bucket, Seats, Purse {
    /** No wait is worth it. */
    long NEVER = Long.MAX_VALUE;

    /** Of this amount; below 0 when more was used, or the amount was lowered. */
    long left(long amount, long now);

    /** Milliseconds until the wanted is there, more than 0; asked only when it is not there now. */
    long pause(long amount, long wanted, long now);

    /** Milliseconds until all of the amount is there, if nothing else comes; 0 for what does not refill by the minute. */
    long full(long amount, long now);

    void take(Hold hold, long wanted);

    /** Once for each that took: what was used in the place of what was taken. */
    void settle(Hold hold, long taken, long used, long now);

    /** Corrects what was settled before, when nobody knew better. */
    void correct(long settled, long used, long now);

    /** Whether to forget it loses nothing. */
    boolean idle(long now);
}
