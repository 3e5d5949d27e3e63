package io.github.tallyport.ledger;

import org.jspecify.annotations.Nullable;

/** Somebody who watches one request from its beginning to its end. */
public interface Follower {
    /** What the provider is told of it, as a {@code traceparent}; null for nothing. */
    @Nullable
    String traceparent();

    /** Called once, like a {@link ReceiptListener}: by the thread that settles, never on the request's path. */
    void ended(Receipt receipt);
}
