package io.github.tallyport.journal;

import static io.github.tallyport.journal.FullDiskTest.LIMITS;
import static io.github.tallyport.journal.TestJournal.bytes;
import static io.github.tallyport.journal.TestJournal.drain;
import static io.github.tallyport.journal.TestJournal.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The disk keeps less than it has taken: it cannot be forced, or is gone from below the mapping. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BrokenDiskTest {
    private final FaultyDisk disk = new FaultyDisk();

    @TempDir
    Path directory;

    @Test
    void a_disk_that_cannot_be_forced_is_not_trusted_until_it_can() {
        try (MappedJournal journal = open(WhenFull.REFUSE)) {
            long open = journal.open(bytes("a"), 10);
            disk.unforceable(true);
            journal.sync();
            assertThat(journal.state()).isEqualTo(JournalState.FAILED);
            assertThatThrownBy(() -> journal.open(bytes("b"), 10)).isInstanceOf(Refusal.class);
            journal.close(open, bytes("A"));
            journal.prepare();
            assertThat(journal.state()).isEqualTo(JournalState.FAILED);

            disk.unforceable(false);
            journal.prepare();

            assertThat(journal.state()).isEqualTo(JournalState.RECORDING);
            assertThat(journal.open(bytes("b"), 10)).isPositive();
            assertThat(TestJournal.texts(journal.entries()))
                    .as("a kill would have spared it")
                    .containsExactly("A");
        }
    }

    @Test
    void a_store_into_a_mapping_that_lost_its_file_goes_to_the_next_segment() throws IOException {
        try (MappedJournal journal = open(WhenFull.REFUSE)) {
            journal.close(journal.open(bytes("before"), 10), bytes("before"));
            long open = journal.open(bytes("a"), 2000);
            drain(journal.entries());
            lose(TestJournal.segments(directory).getFirst());

            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long number = journal.open(new byte[2000], 2000);
                journal.close(number, bytes("" + i));
                numbers.add(number);
            }
            journal.close(open, bytes("A"));

            assertThat(journal.unrecorded()).isZero();
            assertThat(drain(journal.entries()))
                    .extracting(Entry::number)
                    .contains(open)
                    .containsAll(numbers);
        }
    }

    /** Often enough to be compiled: then the virtual machine tells of a failed store only after others have been done. */
    @Test
    @ExtendWith(Silence.class)
    void an_ending_that_cannot_be_written_is_counted_and_its_entry_is_handed_out_as_left_open() throws IOException {
        for (int i = 0; i < 300; i++) {
            Path another = directory.resolve("" + i);
            disk.full(false);
            try (MappedJournal journal = TestJournal.open(another, disk, LIMITS, terms(WhenFull.REFUSE, Fsync.OFF))) {
                long number = journal.open(bytes("a"), 4096);
                journal.close(Journal.UNRECORDED, new byte[3000]);
                disk.full(true);
                for (Path segment : TestJournal.segments(another)) {
                    lose(segment);
                }

                journal.close(number, new byte[4096]);

                assertThat(journal.unrecorded()).isEqualTo(1);
                assertThat(journal.state()).isEqualTo(JournalState.FAILED);
                assertThat(drain(journal.entries()))
                        .filteredOn(Entry::leftOpen)
                        .extracting(Entry::number)
                        .containsExactly(number);
                assertThat(journal.backlog()).isZero();
            }
        }
    }

    /** As when the disk below is taken away: the first page of the mapping is there, all others are not. */
    private static void lose(Path segment) throws IOException {
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.truncate(4096);
        }
    }

    private MappedJournal open(WhenFull whenFull) {
        return TestJournal.open(directory, disk, LIMITS, terms(whenFull, Fsync.OFF));
    }
}
