package io.github.tallyport.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A start on a directory whose only segment is made of any bytes at all. For whoever makes the bytes up. */
public final class FuzzedSegment {
    /** Of which bytes that are to be taken for a segment must begin with {@link SegmentHeader#bytes}. */
    static final SegmentHeader HEADER = new SegmentHeader(4711, 1);

    private FuzzedSegment() {}

    /** Reads, keeps and clears away whatever can be read. @return how many entries that were */
    public static int read(Path empty, byte[] bytes) {
        try {
            Files.write(empty.resolve(HEADER.file()), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int entries;
        FaultyDisk full = new FaultyDisk();
        full.full(true);
        try (MappedJournal journal = TestJournal.open(empty, full, TestJournal.LIMITS, TestJournal.TERMS)) {
            entries = TestJournal.drain(journal.entries()).size();
        }
        if (!TestJournal.segments(empty).isEmpty()) {
            throw new AssertionError("it is still there");
        }
        return entries;
    }
}
