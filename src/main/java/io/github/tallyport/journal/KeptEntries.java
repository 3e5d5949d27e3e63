package io.github.tallyport.journal;

import java.util.function.Consumer;

/** What the journal was told is kept elsewhere, as far as its records are still there. For whoever wants to make sure. */
public interface KeptEntries {
    /** Blocks for the disk. Entries that end or are kept meanwhile may be among them or not. */
    void forEach(Consumer<Entry> each);
}
