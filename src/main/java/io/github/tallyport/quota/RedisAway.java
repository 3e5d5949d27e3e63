package io.github.tallyport.quota;

/** Redis gave no answer that can be counted with. Expected, so it has no stack trace. */
final class RedisAway extends RuntimeException {
    /** Whether the step may have been taken all the same. */
    private final boolean mayHaveHappened;

    RedisAway(String why, boolean mayHaveHappened, Throwable cause) {
        super(why, cause, false, false);
        this.mayHaveHappened = mayHaveHappened;
    }

    boolean mayHaveHappened() {
        return mayHaveHappened;
    }
}
