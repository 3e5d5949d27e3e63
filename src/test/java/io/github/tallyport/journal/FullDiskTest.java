package io.github.tallyport.journal;

import static io.github.tallyport.journal.TestJournal.bytes;
import static io.github.tallyport.journal.TestJournal.drain;
import static io.github.tallyport.journal.TestJournal.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.gateway.LoggedLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** There is no room for another segment, by the bound or on the disk. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FullDiskTest {
    /** Nothing is tried again unless a test says so. */
    static final Limits LIMITS =
            new Limits(TestJournal.SEGMENT, 6L * TestJournal.SEGMENT, TestJournal.LONGEST, Duration.ofDays(1));

    private final FaultyDisk disk = new FaultyDisk();

    @TempDir
    Path directory;

    @Test
    void at_the_bound_requests_are_refused_and_every_open_one_still_ends() {
        try (LoggedLines logged = LoggedLines.begin();
                MappedJournal journal = open(WhenFull.REFUSE)) {
            List<Long> open = openUntilFull(journal);

            assertThat(journal.state()).isEqualTo(JournalState.FULL);
            assertThat(journal.bytesInUse()).isEqualTo(LIMITS.all());
            assertThatThrownBy(() -> journal.open(bytes("a"), 4000))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.fault()).isEqualTo(GatewayFaults.cannotRecord()));

            open.forEach(number -> journal.close(number, new byte[4000]));
            assertThat(journal.unrecorded()).isZero();
            assertThat(journal.backlog()).isEqualTo(open.size());
            assertThat(drain(journal.entries())).extracting(Entry::number).isEqualTo(open);

            journal.prepare();
            assertThat(journal.state()).isEqualTo(JournalState.RECORDING);
            journal.close(journal.open(bytes("b"), 10), bytes("B"));
            assertThat(TestJournal.texts(journal.entries())).containsExactly("B");
            assertThat(logged.all())
                    .filteredOn(line -> line.contains("The journal "))
                    .containsExactly(
                            "The journal does not record, new requests are refused with 503: its segments have come to"
                                    + " tallyport.journal.max-size",
                            "The journal records again");
        }
    }

    private record Open(long number, int closing) {}

    @Test
    @ExtendWith(Silence.class)
    void whatever_was_opened_can_be_ended_however_near_the_bound_it_is() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<Open> open = new ArrayList<>();
            int opened = 0;
            int refused = 0;
            try (MappedJournal journal = open(WhenFull.CONTINUE)) {
                for (int i = 0; i < 600; i++) {
                    if (random.nextInt(4) == 0) {
                        disk.full(random.nextBoolean());
                        journal.prepare();
                    }
                    if (random.nextInt(5) < 3) {
                        int closing = random.nextInt(TestJournal.LONGEST + 1);
                        long number = journal.open(new byte[random.nextInt(TestJournal.LONGEST + 1)], closing);
                        if (number == Journal.UNRECORDED) {
                            refused++;
                        } else {
                            open.add(new Open(number, closing));
                            opened++;
                        }
                    } else if (!open.isEmpty()) {
                        Open one = open.remove(random.nextInt(open.size()));
                        int most = one.closing();
                        journal.close(one.number(), new byte[random.nextBoolean() ? most : random.nextInt(most + 1)]);
                    }
                }
                open.forEach(one -> journal.close(one.number(), new byte[one.closing()]));
                assertThat(journal.unrecorded()).as("seed %d", seed).isZero();
                assertThat(drain(journal.entries())).as("seed %d", seed).hasSize(opened);
                assertThat(refused).as("seed %d", seed).isPositive();
            }
            disk.full(false);
        }
    }

    @Test
    void at_the_bound_requests_go_on_and_are_counted_if_that_is_wanted() {
        try (MappedJournal journal = open(WhenFull.CONTINUE)) {
            List<Long> open = openUntilFull(journal);

            assertThat(journal.open(bytes("a"), 4000)).isEqualTo(Journal.UNRECORDED);
            assertThat(journal.unrecorded()).isZero();
            journal.close(Journal.UNRECORDED, new byte[4000]);
            assertThat(journal.unrecorded()).isEqualTo(1);
            assertThat(journal.goesOnUnrecorded()).isTrue();

            open.forEach(number -> journal.close(number, bytes("short")));
            journal.close(Journal.UNRECORDED, bytes("there is room again"));
            assertThat(journal.unrecorded()).isEqualTo(1);
            assertThat(drain(journal.entries())).hasSize(open.size() + 1);
        }
    }

    @Test
    void a_full_disk_is_met_before_it_is_needed_and_recovered_from_without_a_restart() {
        try (MappedJournal journal = open(WhenFull.REFUSE)) {
            disk.full(true);
            List<Long> open = openUntilFull(journal);
            assertThat(journal.bytesInUse()).as("the two that there were").isEqualTo(2L * TestJournal.SEGMENT);
            assertThat(journal.state()).isEqualTo(JournalState.FAILED);
            open.forEach(number -> journal.close(number, new byte[4000]));
            journal.prepare();
            assertThat(journal.state()).as("nothing has changed").isEqualTo(JournalState.FAILED);

            disk.full(false);
            journal.prepare();

            assertThat(journal.state()).isEqualTo(JournalState.RECORDING);
            journal.close(journal.open(bytes("a"), 4000), bytes("A"));
            assertThat(drain(journal.entries())).hasSize(open.size() + 1);
            assertThat(journal.unrecorded()).isZero();
        }
    }

    @Test
    void a_journal_starts_on_a_full_disk_and_records_when_there_is_room() {
        disk.full(true);
        try (MappedJournal journal = open(WhenFull.REFUSE)) {
            assertThatThrownBy(() -> journal.open(bytes("a"), 10)).isInstanceOf(Refusal.class);
            assertThat(journal.state()).isEqualTo(JournalState.FAILED);
            disk.full(false);
            journal.prepare();
            journal.close(journal.open(bytes("a"), 10), bytes("A"));
            assertThat(TestJournal.texts(journal.entries())).containsExactly("A");
        }
    }

    @Test
    void what_earlier_journals_left_is_handed_out_even_when_there_is_no_room_for_a_new_one() {
        MappedJournal first = open(WhenFull.REFUSE);
        int left = openUntilFull(first).size();
        first.abandon();
        disk.full(true);
        try (MappedJournal second = open(WhenFull.REFUSE)) {
            assertThat(drain(second.entries())).hasSize(left);
            disk.full(false);
            second.prepare();
            second.close(second.open(bytes("a"), 10), bytes("A"));
            assertThat(TestJournal.texts(second.entries())).containsExactly("A");
        }
    }

    @Test
    void it_tries_again_by_itself() {
        Limits quick = new Limits(TestJournal.SEGMENT, LIMITS.all(), TestJournal.LONGEST, Duration.ofMillis(2));
        disk.full(true);
        try (MappedJournal journal = TestJournal.open(directory, disk, quick, terms(WhenFull.CONTINUE, Fsync.OFF))) {
            assertThat(journal.open(bytes("a"), 10)).isEqualTo(Journal.UNRECORDED);
            disk.full(false);
            while (journal.state() != JournalState.RECORDING) {
                Thread.onSpinWait();
            }
            assertThat(journal.open(bytes("a"), 10)).isPositive();
        }
    }

    private MappedJournal open(WhenFull whenFull) {
        return TestJournal.open(directory, disk, LIMITS, terms(whenFull, Fsync.OFF));
    }

    private static List<Long> openUntilFull(MappedJournal journal) {
        List<Long> open = new ArrayList<>();
        while (true) {
            journal.prepare();
            try {
                long number = journal.open(new byte[500], 4000);
                if (number == Journal.UNRECORDED) {
                    return open;
                }
                open.add(number);
            } catch (Refusal e) {
                return open;
            }
        }
    }
}
