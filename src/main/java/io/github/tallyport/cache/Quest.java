package io.github.tallyport.cache;

/**
 * A request whose answer may be remembered.
 *
 * @param key what it is remembered under
 * @param fingerprint of the request, whatever its key is
 * @param wishes of its client
 * @param once whether it carries an Idempotency-Key, which then is the key
 */
public record Quest(CacheKey key, Digest fingerprint, Wishes wishes, boolean once) {
    /** Whether others may wait for the same answer: neither when a fresh one is wanted, nor when it is nobody else's. */
    boolean isShared() {
        return once || (wishes.mayRead() && wishes.mayKeep() && !wishes.onlyKept());
    }

    /** Whether an answer given before would do. */
    public boolean isLookedFor() {
        return once || wishes.mayRead();
    }

    /** Whether nobody is to be asked when no answer was given before. */
    public boolean isForKeptOnly() {
        return !once && wishes.onlyKept();
    }

    boolean isKept() {
        return once || wishes.mayKeep();
    }
}
