package io.github.tallyport.books;

import io.github.tallyport.journal.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for the row of every entry that the journal was told is kept. Entries come first, so that their rows are there. */
final class EntryCheck {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final KeptSince kept;
    private final JournalCheck journal;

    EntryCheck(JdbcClient jdbc, JournalCheck journal) {
        this.jdbc = jdbc;
        this.kept = new KeptSince(jdbc);
        this.journal = journal;
    }

    void entries(Findings findings) {
        List<Entry> batch = new ArrayList<>();
        journal.keptEntries(entry -> {
            batch.add(entry);
            if (batch.size() == BATCH) {
                compare(batch, findings);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            compare(batch, findings);
        }
    }

    private void compare(List<Entry> batch, Findings findings) {
        findings.entries(batch.size());
        Set<List<Long>> there = new HashSet<>(jdbc.sql(
                        "SELECT journal, entry_number FROM requests WHERE (journal, entry_number) IN (VALUES :names)")
                .param(
                        "names",
                        batch.stream()
                                .map(entry -> new Object[] {entry.journal(), entry.number()})
                                .toList())
                .query((row, number) -> List.of(row.getLong(1), row.getLong(2)))
                .list());
        List<Entry> missing = batch.stream()
                .filter(entry -> !there.contains(List.of(entry.journal(), entry.number())))
                .toList();
        long since = missing.isEmpty() ? 0 : kept.read();
        for (Entry entry : missing) {
            missing(entry, since, findings);
        }
    }

    private void missing(Entry entry, long since, Findings findings) {
        String where = "entry " + entry.number() + " of journal " + entry.journal();
        try {
            if (journal.read(entry.bytes()).asking().receivedAt() >= since) {
                findings.differs(Difference.Kind.JOURNAL, where, "The entry has no row.");
            }
        } catch (RuntimeException e) {
            findings.differs(Difference.Kind.JOURNAL, where, "The entry has no row and cannot be read: " + e);
        }
    }
}
