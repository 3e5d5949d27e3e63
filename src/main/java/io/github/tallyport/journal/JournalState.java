package io.github.tallyport.journal;

/** Whether requests are recorded. */
public enum JournalState {
    /** They are. */
    RECORDING,
    /** There is no room: the bound is reached, or the disk is full. */
    FULL,
    /** The disk fails. */
    FAILED
}
