package io.github.tallyport.journal;

import static io.github.tallyport.journal.TestJournal.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FsyncTest {
    private final FaultyDisk disk = new FaultyDisk();
    private final BlockingQueue<Integer> ran = new LinkedBlockingQueue<>();
    private final Executor here = Runnable::run;

    @TempDir
    Path directory;

    @Test
    void with_each_a_task_runs_only_after_a_force_that_began_after_the_record() throws Exception {
        try (MappedJournal journal = open(Fsync.EACH)) {
            for (int i = 0; i < 50; i++) {
                journal.close(journal.open(bytes("a"), 10), bytes("A"));
                int before = disk.forces();
                journal.whenKept(here, () -> ran.add(disk.forces()));
                assertThat(ran.take()).isGreaterThan(before);
            }
        }
    }

    @Test
    void with_each_the_task_runs_on_the_executor() throws Exception {
        try (MappedJournal journal = open(Fsync.EACH)) {
            BlockingQueue<Runnable> handedOver = new LinkedBlockingQueue<>();
            journal.whenKept(handedOver::add, () -> ran.add(1));

            Runnable task = handedOver.take();
            assertThat(ran).isEmpty();
            task.run();
            assertThat(ran).containsExactly(1);
        }
    }

    @Test
    void many_that_wait_share_a_force() throws Exception {
        int many = 1000;
        try (MappedJournal journal = open(Fsync.EACH)) {
            CountDownLatch hold = new CountDownLatch(1);
            CountDownLatch held = new CountDownLatch(1);
            journal.whenKept(
                    task -> {
                        held.countDown();
                        await(hold);
                        task.run();
                    },
                    () -> ran.add(0));
            held.await();
            for (int i = 0; i < many; i++) {
                journal.close(journal.open(bytes("a"), 10), bytes("A"));
                journal.whenKept(here, () -> ran.add(0));
            }
            int before = disk.forces();
            hold.countDown();
            for (int i = 0; i <= many; i++) {
                ran.take();
            }
            assertThat(disk.forces() - before).isBetween(1, 10);
        }
    }

    @Test
    void a_force_that_fails_holds_nobody_up_and_is_seen() throws Exception {
        try (MappedJournal journal = open(Fsync.EACH)) {
            journal.open(bytes("a"), 10);
            disk.unforceable(true);
            journal.whenKept(here, () -> ran.add(1));
            assertThat(ran.take()).isEqualTo(1);
            assertThat(journal.state()).isEqualTo(JournalState.FAILED);
        }
    }

    @Test
    void an_executor_that_takes_nothing_more_does_not_stop_the_others() throws Exception {
        try (MappedJournal journal = open(Fsync.EACH)) {
            journal.whenKept(
                    _ -> {
                        throw new RejectedExecutionException("an event loop that has ended");
                    },
                    () -> ran.add(1));
            journal.whenKept(here, () -> ran.add(2));
            assertThat(ran.take()).isEqualTo(2);
        }
    }

    @Test
    void with_interval_all_is_forced_after_a_while_and_nothing_twice() {
        try (MappedJournal journal = open(Fsync.INTERVAL)) {
            journal.close(journal.open(bytes("a"), 10), bytes("A"));
            while (disk.forces() == 0) {
                Thread.onSpinWait();
            }
            journal.sync();
            int forces = disk.forces();
            journal.sync();
            assertThat(disk.forces()).isEqualTo(forces);
        }
    }

    @Test
    void with_off_nothing_is_forced_until_the_journal_closes() {
        MappedJournal journal = open(Fsync.OFF);
        journal.close(journal.open(bytes("a"), 10), bytes("A"));
        assertThat(disk.forces()).isZero();
        journal.close();
        assertThat(disk.forces()).isEqualTo(1);
    }

    @Test
    void whoever_waits_when_the_journal_closes_is_told() {
        List<Integer> late = new ArrayList<>();
        MappedJournal journal = open(Fsync.EACH);
        journal.close(journal.open(bytes("a"), 10), bytes("A"));
        journal.whenKept(here, () -> ran.add(1));
        journal.close();
        assertThat(ran).containsExactly(1);
        journal.whenKept(here, () -> late.add(1));
        assertThat(late).containsExactly(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private MappedJournal open(Fsync fsync) {
        return TestJournal.open(directory, disk, TestJournal.LIMITS, TestJournal.terms(WhenFull.REFUSE, fsync));
    }
}
