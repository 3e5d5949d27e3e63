package io.github.tallyport.journal;

import static io.github.tallyport.journal.TestJournal.bytes;
import static io.github.tallyport.journal.TestJournal.drain;
import static io.github.tallyport.journal.TestJournal.segments;
import static io.github.tallyport.journal.TestJournal.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What journals leave in their segments for those after them, and when the segments go. */
class SegmentsTest {
    @TempDir
    Path directory;

    @Test
    void segments_go_when_all_that_is_in_them_is_kept() {
        try (MappedJournal journal = TestJournal.open(directory)) {
            long pinned = fill(journal, 10);
            assertThat(segments(directory)).hasSizeGreaterThan(10);

            drain(journal.entries());
            assertThat(segments(directory))
                    .as("one with an open entry, the current, the next")
                    .hasSizeLessThan(5);

            journal.close(pinned, bytes("at last"));
            assertThat(texts(journal.entries())).containsExactly("at last");
            assertThat(segments(directory)).hasSizeLessThan(4);
            assertThat(journal.bytesInUse()).isEqualTo(sizes());
        }
        assertThat(segments(directory)).isEmpty();
    }

    @Test
    void what_is_handed_out_and_not_kept_is_there_after_a_restart() {
        try (MappedJournal journal = TestJournal.open(directory)) {
            journal.close(journal.open(bytes("a"), 10), bytes("A"));
            journal.entries().next(10);
        }
        try (MappedJournal journal = TestJournal.open(directory)) {
            assertThat(texts(journal.entries())).containsExactly("A");
        }
        assertThat(segments(directory)).isEmpty();
    }

    @Test
    void what_an_earlier_journal_left_open_comes_when_all_of_it_is_read_and_before_the_running_one() {
        MappedJournal first = TestJournal.open(directory);
        long left = fill(first, 3);
        long closed = first.open(bytes("b"), 10);
        first.close(closed, bytes("B"));
        first.open(bytes("also left"), 10);
        first.abandon();

        try (MappedJournal second = TestJournal.open(directory)) {
            second.close(second.open(bytes("c"), 10), bytes("running"));
            List<Entry> entries = drain(second.entries());
            List<Entry> tail = entries.subList(entries.size() - 4, entries.size());

            assertThat(tail).extracting(TestJournal::text).containsExactly("B", "pinned", "also left", "running");
            assertThat(tail).extracting(Entry::leftOpen).containsExactly(false, true, true, false);
            assertThat(tail.get(1).number()).isEqualTo(left);
            assertThat(tail.get(1).journal())
                    .isEqualTo(tail.get(0).journal())
                    .isNotEqualTo(tail.get(3).journal());
        }
        assertThat(segments(directory)).isEmpty();
    }

    @Test
    void what_is_kept_is_not_handed_out_again_after_a_kill_though_its_segment_is_still_there() {
        MappedJournal first = TestJournal.open(directory);
        long other = first.open(bytes("a"), 10);
        long pinned = fill(first, 3);
        first.close(other, bytes("A"));
        drain(first.entries());
        first.abandon();
        assertThat(segments(directory)).isNotEmpty();

        try (MappedJournal second = TestJournal.open(directory)) {
            List<Entry> entries = drain(second.entries());
            assertThat(entries).extracting(TestJournal::text).containsExactly("pinned");
            assertThat(entries.getFirst().number()).isEqualTo(pinned);
        }
    }

    @Test
    void the_backlog_counts_what_earlier_journals_left_as_it_is_found() {
        MappedJournal first = TestJournal.open(directory);
        first.close(first.open(bytes("a"), 10), bytes("A"));
        first.open(bytes("left"), 10);
        assertThat(first.backlog()).isEqualTo(1);
        first.abandon();

        try (MappedJournal second = TestJournal.open(directory)) {
            second.entries().next(10);
            assertThat(second.backlog()).isEqualTo(2);
            second.entries().kept();
            assertThat(second.backlog()).isZero();
        }
    }

    @Test
    void zeros_at_the_end_of_what_was_killed_are_given_back_to_the_disk() {
        Limits big = new Limits(1 << 22, 1L << 30, TestJournal.LONGEST, TestJournal.LIMITS.pause());
        for (int i = 0; i < 3; i++) {
            MappedJournal journal = TestJournal.open(directory, new RealDisk(), big, TestJournal.TERMS);
            journal.close(journal.open(bytes("a"), 10), bytes("" + i));
            journal.abandon();
        }
        try (MappedJournal journal = TestJournal.open(directory)) {
            assertThat(journal.bytesInUse()).isEqualTo(sizes()).isLessThan(1 << 20);
            assertThat(texts(journal.entries())).containsExactly("0", "1", "2");
        }
        assertThat(segments(directory)).isEmpty();
    }

    @Test
    void a_record_that_ends_in_zeros_is_not_taken_for_unused_room() {
        byte[] zeros = new byte[TestJournal.LONGEST];
        MappedJournal journal = TestJournal.open(directory);
        journal.close(journal.open(bytes("a"), zeros.length), zeros);
        journal.abandon();

        try (MappedJournal second = TestJournal.open(directory)) {
            assertThat(drain(second.entries()))
                    .singleElement()
                    .extracting(Entry::bytes)
                    .isEqualTo(zeros);
            assertThat(second.tailsCut()).isZero();
        }
    }

    /** So many segments of closed entries, and one that is open in the first of them. */
    private static long fill(MappedJournal journal, int segments) {
        long open = journal.open(bytes("pinned"), 10);
        byte[] bytes = new byte[1000];
        for (int i = 0; i < segments * TestJournal.SEGMENT / 2000; i++) {
            long number = TestJournal.openPatiently(journal, bytes, 1000);
            journal.close(number, bytes);
        }
        return open;
    }

    private long sizes() {
        return segments(directory).stream()
                .mapToLong(file -> file.toFile().length())
                .sum();
    }
}
