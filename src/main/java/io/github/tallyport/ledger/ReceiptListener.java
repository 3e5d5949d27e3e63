package io.github.tallyport.ledger;

/** Learns what requests came to. Called by one thread, never on a request's path; may block for short. */
@FunctionalInterface
public interface ReceiptListener {
    void settled(Receipt receipt);
}
