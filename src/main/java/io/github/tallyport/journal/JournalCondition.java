package io.github.tallyport.journal;

/** How the journal fares, for operators. May be asked by any thread at any time; never blocks. */
public interface JournalCondition {
    JournalState state();

    /** Whether requests go on when they cannot be recorded. */
    boolean goesOnUnrecorded();

    /** Requests since the start whose ending could not be recorded. */
    long unrecorded();

    /** Bytes that segments take on the disk, but those set aside. */
    long bytesInUse();

    /** Bytes that segments may take on the disk at most. */
    long bytesAtMost();

    /** Bytes that files take which could not be read to their end and wait for somebody to look at them. */
    long bytesSetAside();

    /** Segments since the start whose end was torn and cut. */
    long tailsCut();

    /** Ended entries not yet known to be kept elsewhere. */
    long backlog();
}
