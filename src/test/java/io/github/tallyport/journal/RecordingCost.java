package io.github.tallyport.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Prints what opening and closing an entry costs. By hand: an empty directory, and how many threads. */
public final class RecordingCost {
    private static final int ENTRIES = 100_000;
    private static final int ROUNDS = 8;
    private static final byte[] OPENING = new byte[300];
    private static final byte[] CLOSING = new byte[500];

    private RecordingCost() {}

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        Limits limits = new Limits(16 << 20, 4L << 30, Journal.LONGEST, Duration.ofSeconds(1));
        Terms terms = new Terms(WhenFull.REFUSE, Fsync.INTERVAL, Duration.ofMillis(100));
        try (ExecutorService writers = Executors.newFixedThreadPool(threads);
                MappedJournal journal = TestJournal.open(Path.of(arguments[0]), new RealDisk(), limits, terms)) {
            for (int round = 0; round < ROUNDS; round++) {
                Callable<long[]> writer = () -> write(journal, ENTRIES / threads);
                List<Future<long[]>> running = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    running.add(writers.submit(writer));
                }
                for (Future<long[]> one : running) {
                    long[] nanos = one.get();
                    Arrays.sort(nanos);
                    System.out.printf(
                            "%d threads: open+close p50 %d ns, p90 %d ns, p99 %d ns, p99.9 %d ns, longest %d us%n",
                            threads,
                            nanos[nanos.length / 2],
                            nanos[nanos.length * 9 / 10],
                            nanos[nanos.length * 99 / 100],
                            nanos[nanos.length * 999 / 1000],
                            nanos[nanos.length - 1] / 1000);
                }
                System.out.printf(
                        "read and kept: %d%n",
                        TestJournal.drain(journal.entries()).size());
            }
        }
    }

    private static long[] write(MappedJournal journal, int entries) {
        long[] nanos = new long[entries];
        for (int i = 0; i < entries; i++) {
            if (i % 64 == 0) {
                // it would outrun any disk, and the wait for that is not the cost
                journal.prepare();
            }
            long begin = System.nanoTime();
            journal.close(journal.open(OPENING, CLOSING.length), CLOSING);
            nanos[i] = System.nanoTime() - begin;
        }
        return nanos;
    }
}
