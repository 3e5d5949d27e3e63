package io.github.tallyport.journal;

import java.util.List;

/** What was recorded, for whoever keeps it for good. Used by one thread; may block for the disk. */
public interface Entries {
    /** The next ended entries, in the order in which they ended; empty when there are none now. */
    List<Entry> next(int max);

    /** All that was handed out is kept elsewhere for good: what holds nothing else is removed. */
    void kept();

    /** What was handed out since the last {@link #kept} was not kept: hands it out again. */
    void again();

    /** How many records of ended entries are not known to be kept elsewhere. May be asked by any thread. */
    long backlog();
}
