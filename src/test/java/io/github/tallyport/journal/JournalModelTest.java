package io.github.tallyport.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Random opens, closings, readings, kills and restarts: what is read is what a list in memory says. */
class JournalModelTest {
    private static final int STEPS = 4000;

    @TempDir
    Path directory;

    /** @param text what the entry is read as in the end */
    private record Expected(String text, boolean leftOpen) {}

    private final Map<Long, String> open = new HashMap<>();
    private final List<Expected> due = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private Random random = new Random();

    @SuppressWarnings("NullAway.Init")
    private MappedJournal journal;

    private int handed;
    private int texts;
    private int restarts;

    @RepeatedTest(20)
    void what_is_read_is_what_was_recorded(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        random = new Random(seed);
        journal = TestJournal.open(directory);
        for (int i = 0; i < STEPS; i++) {
            step();
        }
        restart(true);
        read(Integer.MAX_VALUE);
        kept();
        assertThat(due).isEmpty();
        journal.close();
        assertThat(TestJournal.segments(directory)).isEmpty();
        System.out.printf("journal model: seed %d, %d entries, %d restarts%n", seed, seen.size(), restarts);
    }

    private void step() {
        int what = random.nextInt(1000);
        if (what < 400) {
            opens();
        } else if (what < 760) {
            closes();
        } else if (what < 780) {
            String text = text();
            journal.prepare();
            journal.close(Journal.UNRECORDED, TestJournal.bytes(text));
            due.add(new Expected(text, false));
        } else if (what < 900) {
            read(random.nextInt(20));
        } else if (what < 970) {
            kept();
        } else if (what < 993) {
            journal.entries().again();
            handed = 0;
        } else {
            restart(random.nextBoolean());
        }
    }

    private void opens() {
        if (open.size() < 30) {
            String text = text();
            open.put(TestJournal.openPatiently(journal, TestJournal.bytes(text), 2000), text);
        }
    }

    private void closes() {
        if (!open.isEmpty()) {
            List<Long> numbers = open.keySet().stream().sorted().toList();
            long number = numbers.get(random.nextInt(numbers.size()));
            open.remove(number);
            String text = text();
            journal.close(number, TestJournal.bytes(text));
            due.add(new Expected(text, false));
        }
    }

    /** Every text is another, of any length. */
    private String text() {
        return texts++ + "x".repeat(random.nextInt(1500));
    }

    private void read(int max) {
        List<Entry> entries = journal.entries().next(max);
        int expected = Math.min(max, due.size() - handed);
        assertThat(entries)
                .extracting(entry -> new Expected(TestJournal.text(entry), entry.leftOpen()))
                .isEqualTo(due.subList(handed, handed + expected));
        handed += expected;
    }

    private void kept() {
        journal.entries().kept();
        due.subList(0, handed).forEach(one -> assertThat(seen.add(one.text())).isTrue());
        due.subList(0, handed).clear();
        handed = 0;
        assertThat(journal.backlog()).isBetween(0L, (long) due.size());
    }

    /** Left open entries come when all of their journal is read, in the order in which they were opened. */
    private void restart(boolean kill) {
        if (kill) {
            journal.abandon();
        } else {
            journal.close();
        }
        open.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(left -> due.add(new Expected(left.getValue(), true)));
        open.clear();
        handed = 0;
        restarts++;
        journal = TestJournal.open(directory);
    }
}
