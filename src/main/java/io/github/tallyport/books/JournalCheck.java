package io.github.tallyport.books;

import io.github.tallyport.journal.Entry;
import io.github.tallyport.ledger.Receipt;
import java.util.function.Consumer;

/** What a journal still holds although it was told that it is kept: all of that must be in the books. */
public interface JournalCheck {
    /** For a gateway whose journal cannot be read just now. */
    JournalCheck NONE = new JournalCheck() {
        @Override
        public void keptEntries(Consumer<Entry> each) {}

        @Override
        public Receipt read(byte[] bytes) {
            throw new IllegalStateException("there are no entries");
        }
    };

    /** Shows entries that were kept before it was called. May block for the disk. */
    void keptEntries(Consumer<Entry> each);

    /** @throws RuntimeException when the bytes are no receipt */
    Receipt read(byte[] bytes);
}
