package io.github.tallyport.quota;

/** Where limits are counted at the moment, for those who show it. Thread-safe. */
public interface QuotaMode {
    /** Where limits are counted. */
    enum State {
        /** In Redis, exactly, over all replicas. */
        SHARED,
        /** Redis is away: here, each replica its share. */
        LOCAL,
        /** Redis is away: nothing is admitted. */
        CLOSED,
        /** Redis is away: everything is admitted. */
        OPEN
    }

    State state();

    /** Live replicas as they were last known, this one included; 1 or more. */
    int replicas();

    /** Settlements that there was no room for while Redis was away, since the start. */
    long dropped();
}
