package io.github.tallyport.journal;

import java.util.List;

/** What was recorded, for whoever keeps it for good. Used by one thread; may block for the disk. */
public interface Entries {
    /**
     * The next ended entries, in the order in which they ended; empty when there are none now. What earlier journals left comes
     * first, and what was open when one of them ended comes last of it. An entry may come again after a kill, never with other
     * bytes, unless it was {@link #kept}.
     */
    List<Entry> next(int max);

    /** All that was handed out is kept elsewhere for good: what holds nothing else is removed. */
    void kept();

    /** What was handed out since the last {@link #kept} was not kept: hands it out again. */
    void again();

    /** How many records of ended entries are not known to be kept elsewhere. May be asked by any thread. */
    long backlog();
}
