package io.github.tallyport.journal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A process of its own that records as fast as it can, and says so line by line after the fact, until it is killed. */
final class ChildJournal implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private ChildJournal(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.US_ASCII);
    }

    static ChildJournal start(Path directory) throws IOException {
        return new ChildJournal(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ChildJournal.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next thing it did, or null when it has ended: o for opened or c for closed, and the number. */
    @Nullable
    String acknowledged() throws IOException {
        String line = lines.readLine();
        // the last line of a process that was killed may be cut
        return line == null || !line.endsWith(".") ? null : line.substring(0, line.length() - 1);
    }

    /** With SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) {
        Random random = new Random(1);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.US_ASCII);
        MappedJournal journal = TestJournal.open(
                Path.of(arguments[0]),
                new RealDisk(),
                TestJournal.limits(10_000),
                TestJournal.terms(WhenFull.REFUSE, Fsync.INTERVAL));
        Deque<Long> open = new ArrayDeque<>();
        while (true) {
            long number = TestJournal.openPatiently(journal, new byte[random.nextInt(1000)], 1000);
            open.add(number);
            out.print("o" + number + ".\n");
            if (open.size() > random.nextInt(20)) {
                long closing = open.remove();
                journal.close(closing, TestJournal.bytes("closed" + closing + "z".repeat(random.nextInt(500))));
                out.print("c" + closing + ".\n");
            }
            out.flush();
        }
    }
}
