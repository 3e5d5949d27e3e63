package io.github.tallyport.books;

import io.github.tallyport.journal.Entry;
import io.github.tallyport.journal.KeptEntries;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.ledger.ReceiptRecord;
import java.util.function.Consumer;

/** The journal of this gateway, for verification. */
final class JournalBehind implements JournalCheck {
    private final KeptEntries entries;

    JournalBehind(KeptEntries entries) {
        this.entries = entries;
    }

    @Override
    public void keptEntries(Consumer<Entry> each) {
        entries.forEach(each);
    }

    @Override
    public Receipt read(byte[] bytes) {
        return ReceiptRecord.read(bytes);
    }
}
