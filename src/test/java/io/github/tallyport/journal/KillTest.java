package io.github.tallyport.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.soak.Soak;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real process and a real SIGKILL. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class KillTest {
    @TempDir
    Path directory;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, Soak.choose(6, 50));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_a_killed_process_has_said_is_recorded(int seed) throws Exception {
        Set<Long> opened = new HashSet<>();
        Set<Long> closed = new HashSet<>();
        try (ChildJournal child = ChildJournal.start(directory.resolve("journal"), directory.resolve("said"))) {
            child.hasSaid(new Random(seed).nextInt(1, 120_000));
            child.kill();
            for (String line : child.said()) {
                (line.charAt(0) == 'o' ? opened : closed).add(Long.valueOf(line.substring(1)));
            }
        }

        try (MappedJournal journal = TestJournal.open(directory.resolve("journal"))) {
            List<Entry> entries = TestJournal.drain(journal.entries());
            Set<Long> ended = numbers(entries, false);
            Set<Long> left = numbers(entries, true);

            assertThat(entries).extracting(Entry::number).doesNotHaveDuplicates();
            assertThat(ended).containsAll(closed);
            opened.removeAll(ended);
            assertThat(left).containsAll(opened);
            assertThat(entries)
                    .filteredOn(one -> !one.leftOpen())
                    .allSatisfy(one -> assertThat(TestJournal.text(one)).startsWith("closed" + one.number()));
            assertThat(journal.bytesSetAside()).isZero();
            System.out.printf(
                    "journal kill: %d closings said, %d read, %d left open, %d tails cut%n",
                    closed.size(), ended.size(), left.size(), journal.tailsCut());
        }
        assertThat(TestJournal.segments(directory.resolve("journal"))).isEmpty();
    }

    private static Set<Long> numbers(List<Entry> entries, boolean leftOpen) {
        return entries.stream()
                .filter(one -> one.leftOpen() == leftOpen)
                .map(Entry::number)
                .collect(Collectors.toSet());
    }
}
