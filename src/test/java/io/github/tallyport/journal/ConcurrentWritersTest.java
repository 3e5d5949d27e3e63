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
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentWritersTest {
    private static final int WRITERS = 8;
    private static final int EACH = 5000;

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void eight_writers_lose_nothing_while_one_reads_and_no_number_is_given_twice() throws Exception {
        Map<Long, String> written = new ConcurrentHashMap<>();
        Map<Long, String> read = new HashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
                MappedJournal journal = TestJournal.open(directory)) {
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                long seed = i;
                writers.add(() -> write(journal, new Random(seed), written));
            }
            List<Future<Integer>> running =
                    writers.stream().map(threads::submit).toList();
            while (read.size() < WRITERS * EACH) {
                for (Entry entry : journal.entries().next(100)) {
                    assertThat(read.put(entry.number(), TestJournal.text(entry)))
                            .isNull();
                }
                journal.entries().kept();
            }
            Set<Integer> counts = new HashSet<>();
            for (Future<Integer> one : running) {
                counts.add(one.get());
            }
            assertThat(counts).containsExactly(EACH);
            assertThat(journal.backlog()).isZero();
            assertThat(journal.unrecorded()).isZero();
        }
        assertThat(read).isEqualTo(written);
        assertThat(TestJournal.segments(directory)).isEmpty();
    }

    private static int write(MappedJournal journal, Random random, Map<Long, String> written) {
        List<Long> open = new ArrayList<>();
        int done = 0;
        for (int i = 0; i < EACH || !open.isEmpty(); i++) {
            if (i < EACH) {
                open.add(TestJournal.openPatiently(journal, new byte[random.nextInt(500)], 1000));
            }
            if (i >= EACH || open.size() > 10) {
                long number = open.remove(random.nextInt(open.size()));
                String text = number + "y".repeat(random.nextInt(900));
                assertThat(written.put(number, text)).isNull();
                journal.close(number, TestJournal.bytes(text));
                done++;
            }
        }
        return done;
    }
}
