package io.github.tallyport.journal;

import io.github.tallyport.fault.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Journals with small segments, so that everything that is rare happens often. */
final class TestJournal {
    static final int SEGMENT = 1 << 16;
    static final int LONGEST = 4096;
    static final Limits LIMITS = limits(64);
    static final Terms TERMS = new Terms(WhenFull.REFUSE, Fsync.OFF, Duration.ofMillis(100));

    private TestJournal() {}

    static Limits limits(int segments) {
        return new Limits(SEGMENT, (long) segments * SEGMENT, LONGEST, Duration.ofMillis(5));
    }

    static Terms terms(WhenFull whenFull, Fsync fsync) {
        return new Terms(whenFull, fsync, Duration.ofMillis(5));
    }

    static MappedJournal open(Path directory) {
        return open(directory, new RealDisk(), LIMITS, TERMS);
    }

    static MappedJournal open(Path directory, Disk disk, Limits limits, Terms terms) {
        MappedJournal journal = JournalConfiguration.at(
                directory, disk, limits, terms, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
        journal.start();
        return journal;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(Entry entry) {
        return new String(entry.bytes(), StandardCharsets.UTF_8);
    }

    /** All there is now, kept. */
    static List<Entry> drain(Entries entries) {
        List<Entry> all = new ArrayList<>();
        for (List<Entry> some = entries.next(100); !some.isEmpty(); some = entries.next(100)) {
            all.addAll(some);
            entries.kept();
        }
        return all;
    }

    static List<String> texts(Entries entries) {
        return drain(entries).stream().map(TestJournal::text).toList();
    }

    /** Makes room where a gateway would refuse. */
    static long openPatiently(MappedJournal journal, byte[] bytes, int closing) {
        while (true) {
            try {
                return journal.open(bytes, closing);
            } catch (Refusal e) {
                journal.prepare();
            }
        }
    }

    static List<Path> segments(Path directory) {
        return files(directory, JournalDirectory.SEGMENT);
    }

    static List<Path> files(Path directory, String ending) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
