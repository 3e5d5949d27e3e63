package io.github.tallyport.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** A process of its own that records as fast as it can, and says so line by line in a file after the fact, until it is killed. */
final class ChildJournal implements AutoCloseable {
    private final Process process;
    private final Path said;

    private ChildJournal(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    static ChildJournal start(Path directory, Path said) throws IOException {
        return new ChildJournal(
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                ChildJournal.class.getName(),
                                directory.toString(),
                                said.toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start(),
                said);
    }

    /** Returns once it has said so much. */
    void hasSaid(long bytes) {
        while (said.toFile().length() < bytes) {
            if (!process.isAlive()) {
                throw new AssertionError("it has ended by itself");
            }
            Thread.onSpinWait();
        }
    }

    /** With SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** All it has said up to its end: o for opened or c for closed, and the number. */
    List<String> said() throws IOException {
        String all = Files.readString(said);
        return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws IOException {
        Random random = new Random(1);
        PrintStream out = new PrintStream(new FileOutputStream(arguments[1]), false, StandardCharsets.US_ASCII);
        MappedJournal journal = TestJournal.open(
                Path.of(arguments[0]),
                new RealDisk(),
                new Limits(1 << 18, 1L << 30, TestJournal.LONGEST, Duration.ofMillis(5)),
                TestJournal.terms(WhenFull.REFUSE, Fsync.INTERVAL));
        Deque<Long> open = new ArrayDeque<>();
        while (true) {
            long number = TestJournal.openPatiently(journal, new byte[random.nextInt(1000)], 1000);
            open.add(number);
            out.print("o" + number + "\n");
            if (open.size() > random.nextInt(20)) {
                long closing = open.remove();
                journal.close(closing, TestJournal.bytes("closed" + closing + "z".repeat(random.nextInt(500))));
                out.print("c" + closing + "\n");
            }
            out.flush();
        }
    }
}
