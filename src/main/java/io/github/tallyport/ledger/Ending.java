package io.github.tallyport.ledger;

import java.util.Locale;

/** How a request ended. */
public enum Ending {
    /** The whole answer was handed to the client's connection. */
    ANSWERED,
    /** Answered without asking a provider. */
    CACHED,
    /** The gateway said no before it asked a provider. */
    REFUSED,
    /** The provider failed before the first byte to the client. */
    FAILED,
    /**
     * The client went away first: it closed its connection or its half of it, or took nothing for too long. One that vanishes
     * without a word is not missed before there is more to send than the network takes in; what it was sent is answered.
     */
    CLIENT_LEFT,
    /** The answer broke after its first byte to the client. */
    BROKEN_OFF;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As it is written in rows, meters and the log. */
    public String label() {
        return label;
    }
}
