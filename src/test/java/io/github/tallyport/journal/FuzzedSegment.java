package io.github.tallyport.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A start on a directory whose only segment is made of any bytes at all. For whoever makes the bytes up. */
public final class FuzzedSegment {
    private FuzzedSegment() {}

    /** Reads, keeps and clears away whatever can be read. @return how many entries that were */
    public static int read(Path empty, SegmentHeader named, byte[] bytes) {
        try {
            Files.write(empty.resolve(named.file()), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int entries;
        try (MappedJournal journal = TestJournal.open(empty)) {
            List<Entry> all = TestJournal.drain(journal.entries());
            entries = all.size();
        }
        if (!TestJournal.segments(empty).isEmpty()) {
            throw new AssertionError("it is still there");
        }
        return entries;
    }
}
