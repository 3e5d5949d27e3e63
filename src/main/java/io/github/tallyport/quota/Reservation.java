package io.github.tallyport.quota;

import java.util.concurrent.atomic.AtomicBoolean;

/** What is held for a request until it is settled; settled once, whoever asks. Identity is the object's. */
public final class Reservation {
    private final String id;
    private final Claim claim;
    private final long cap;
    private final AtomicBoolean settled = new AtomicBoolean();

    Reservation(String id, Claim claim, long cap) {
        this.id = id;
        this.claim = claim;
        this.cap = cap;
    }

    String id() {
        return id;
    }

    Claim claim() {
        return claim;
    }

    /** Tokens that one choice of the answer may have. */
    public long cap() {
        return cap;
    }

    /** Tokens of prompt and answer that are held. */
    public long tokens() {
        return claim.tokens(cap);
    }

    /** Nano-yuan that are held. */
    public long cost() {
        return claim.cost(cap);
    }

    /** True for the first call only. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }
}
