package io.github.tallyport.journal;

import static io.github.tallyport.journal.TestJournal.bytes;
import static io.github.tallyport.journal.TestJournal.drain;
import static io.github.tallyport.journal.TestJournal.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one journal does with its entries, from their opening to their being kept. */
class MappedJournalTest {
    @TempDir
    Path directory;

    @Test
    void entries_come_in_the_order_in_which_they_ended_and_open_ones_do_not() {
        try (MappedJournal journal = TestJournal.open(directory)) {
            long first = journal.open(bytes("a"), 10);
            long second = journal.open(bytes("b"), 10);
            long third = journal.open(bytes("c"), 10);
            journal.close(third, bytes("C"));
            journal.close(first, bytes("A"));

            List<Entry> entries = drain(journal.entries());

            assertThat(entries).extracting(TestJournal::text).containsExactly("C", "A");
            assertThat(entries).extracting(Entry::number).containsExactly(3L, 1L);
            assertThat(entries).extracting(Entry::leftOpen).containsOnly(false);
            assertThat(second).isEqualTo(2);
        }
    }

    @Test
    void next_hands_out_no_more_than_it_is_asked_for() {
        try (MappedJournal journal = TestJournal.open(directory)) {
            for (int i = 0; i < 5; i++) {
                journal.close(journal.open(bytes("open"), 10), bytes("" + i));
            }
            Entries entries = journal.entries();

            assertThat(entries.next(2)).extracting(TestJournal::text).containsExactly("0", "1");
            assertThat(entries.next(0)).isEmpty();
            assertThat(entries.next(9)).extracting(TestJournal::text).containsExactly("2", "3", "4");
            assertThat(entries.next(9)).isEmpty();
        }
    }

    @Test
    void what_was_not_kept_is_handed_out_again_in_the_same_order() {
        try (MappedJournal journal = TestJournal.open(directory)) {
            for (int i = 0; i < 5; i++) {
                journal.close(journal.open(bytes("open"), 10), bytes("" + i));
            }
            Entries entries = journal.entries();
            entries.next(1);
            entries.kept();
            entries.next(3);
            entries.again();
            assertThat(entries.next(1)).extracting(TestJournal::text).containsExactly("1");
            entries.again();

            assertThat(entries.backlog()).isEqualTo(4);
            assertThat(texts(entries)).containsExactly("1", "2", "3", "4");
            assertThat(entries.backlog()).isZero();
        }
    }

    @Test
    void an_entry_that_was_never_opened_is_one_of_its_own() {
        try (MappedJournal journal = TestJournal.open(directory)) {
            long open = journal.open(bytes("a"), 10);
            journal.close(Journal.UNRECORDED, bytes("alone"));
            journal.close(open, bytes("A"));

            List<Entry> entries = drain(journal.entries());

            assertThat(entries).extracting(TestJournal::text).containsExactly("alone", "A");
            assertThat(entries).extracting(Entry::number).doesNotHaveDuplicates();
        }
    }

    @Test
    void an_entry_ends_once() {
        try (MappedJournal journal = TestJournal.open(directory)) {
            long number = journal.open(bytes("a"), 10);
            journal.close(number, bytes("A"));
            journal.close(number, bytes("again"));
            journal.close(77, bytes("never opened"));

            assertThat(texts(journal.entries())).containsExactly("A");
            assertThat(journal.unrecorded()).isZero();
        }
    }

    @Test
    void an_ending_may_be_longer_than_was_said_as_long_as_there_is_room() {
        try (MappedJournal journal = TestJournal.open(directory)) {
            journal.close(journal.open(bytes("a"), 0), new byte[TestJournal.LONGEST]);

            assertThat(journal.entries().next(1).getFirst().bytes()).hasSize(TestJournal.LONGEST);
        }
    }

    @Test
    void what_is_too_long_is_refused_before_anything_is_recorded() {
        try (MappedJournal journal = TestJournal.open(directory)) {
            byte[] tooLong = new byte[TestJournal.LONGEST + 1];

            assertThatThrownBy(() -> journal.open(tooLong, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> journal.open(bytes("a"), tooLong.length))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("4097 bytes are not the length of a record; 0 to 4096 are");
            assertThatThrownBy(() -> journal.open(bytes("a"), -1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tasks_run_at_once_and_here_unless_each_record_is_forced() {
        for (Fsync fsync : List.of(Fsync.OFF, Fsync.INTERVAL)) {
            try (MappedJournal journal = TestJournal.open(
                    directory, new RealDisk(), TestJournal.LIMITS, TestJournal.terms(WhenFull.REFUSE, fsync))) {
                List<Thread> ran = new ArrayList<>();
                journal.whenKept(_ -> {}, () -> ran.add(Thread.currentThread()));
                assertThat(ran).containsExactly(Thread.currentThread());
            }
        }
    }

    @Test
    void a_journal_that_has_closed_takes_nothing_more() {
        MappedJournal journal = TestJournal.open(directory);
        long open = journal.open(bytes("a"), 10);
        journal.close();

        assertThatThrownBy(() -> journal.open(bytes("b"), 10)).isInstanceOf(Refusal.class);
        journal.close(open, bytes("too late"));
        assertThat(journal.unrecorded()).isEqualTo(1);
        try (MappedJournal second = TestJournal.open(directory)) {
            assertThat(texts(second.entries())).containsExactly("a");
        }
    }

    @Test
    void the_journal_of_requests_that_nobody_sent_numbers_them_and_keeps_nothing() {
        Journal none = Journal.none();
        List<String> ran = new ArrayList<>();

        long first = none.open(bytes("a"), 10);
        none.close(first, bytes("A"));
        none.whenKept(_ -> {}, () -> ran.add("ran"));

        assertThat(first).isEqualTo(1);
        assertThat(none.open(bytes("b"), 10)).isEqualTo(2);
        assertThat(ran).containsExactly("ran");
    }
}
