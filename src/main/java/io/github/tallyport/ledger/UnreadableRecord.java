package io.github.tallyport.ledger;

/** What the journal holds is no receipt this version can read. */
public final class UnreadableRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRecord(String why) {
        super(why);
    }

    UnreadableRecord(RuntimeException cause) {
        super(cause);
    }
}
