package io.github.tallyport.journal;

import static io.github.tallyport.journal.TestJournal.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is left of a journal that was killed after its last record: one segment, whose bytes may be turned. */
final class KilledJournal {
    static final int ENTRIES = 20;

    private KilledJournal() {}

    /** @return its only segment */
    static Path killed(Path directory) {
        MappedJournal journal = TestJournal.open(directory);
        for (int i = 0; i < ENTRIES - 1; i++) {
            journal.close(journal.open(bytes("open" + i), 30), bytes("closed" + i));
        }
        journal.close(journal.open(bytes("open"), 30), last());
        journal.abandon();
        return TestJournal.segments(directory).getFirst();
    }

    static byte[] last() {
        return bytes("the last record!");
    }

    static void flip(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            channel.write(one.put(0, (byte) ~one.get(0)).flip(), at);
        }
    }
}
