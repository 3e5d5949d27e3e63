package io.github.tallyport.quota;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What is held for a request until it is settled; settled once, whoever asks. Identity is the object's. */
public final class Reservation {
    private final String id;
    private final Claim claim;
    private final long cap;
    private final @Nullable Hold hold;
    private final AtomicBoolean settled = new AtomicBoolean();

    Reservation(String id, Claim claim, long cap) {
        this(id, claim, cap, null);
    }

    /** @param hold in memory; null where it is counted elsewhere */
    Reservation(String id, Claim claim, long cap, @Nullable Hold hold) {
        this.id = id;
        this.claim = claim;
        this.cap = cap;
        this.hold = hold;
    }

    String id() {
        return id;
    }

    Claim claim() {
        return claim;
    }

    @Nullable
    Hold hold() {
        return hold;
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
