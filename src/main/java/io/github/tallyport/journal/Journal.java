package io.github.tallyport.journal;

import java.util.concurrent.Executor;

/** Where requests are recorded: opened before a provider is asked, closed when they have ended. Never waits for a disk. */
public interface Journal {
    /** The number of an entry that is not recorded. */
    long UNRECORDED = 0;

    /** Bytes of what is recorded at once, at most. */
    int LONGEST = 1 << 16;

    /** For requests that nobody sent: numbers them, and keeps nothing. */
    static Journal none() {
        return new NoJournal();
    }

    /**
     * Opens an entry.
     *
     * @param bytes what the entry comes to if it is never closed
     * @param closing how many bytes its closing takes at most; they are kept free for it
     * @return its number, or {@link #UNRECORDED} when there is no room and requests go on all the same
     * @throws io.github.tallyport.fault.Refusal 503, when there is no room and requests do not go on without
     * @throws IllegalArgumentException when either is longer than {@link #LONGEST}
     */
    long open(byte[] bytes, int closing);

    /**
     * Ends an entry. There is room for the ending of whatever was opened; what cannot be recorded all the same is counted. An
     * entry that has ended already is left as it is.
     *
     * @param number from {@link #open}; {@link #UNRECORDED} for an entry that was not opened, which is then one of its own
     * @param bytes no more than {@link #open} was told
     * @throws IllegalArgumentException when it is longer than {@link #LONGEST}
     */
    void close(long number, byte[] bytes);

    /** Whether all that is recorded is kept as configured the moment it is recorded. */
    boolean keepsAtOnce();

    /**
     * Runs a task as soon as all that this thread recorded is kept as configured: at once and on this thread, unless each
     * record is forced to the disk; then on the executor.
     */
    void whenKept(Executor executor, Runnable task);
}
