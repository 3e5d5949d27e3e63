package io.github.tallyport.journal;

import static io.github.tallyport.journal.KilledJournal.ENTRIES;
import static io.github.tallyport.journal.KilledJournal.flip;
import static io.github.tallyport.journal.KilledJournal.killed;
import static io.github.tallyport.journal.TestJournal.drain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.LoggedLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no segments, or none that can be read, are set aside and lost to nobody. */
class SetAsideTest {
    @TempDir
    Path directory;

    @Test
    void what_is_no_segment_is_set_aside_and_never_in_the_way() throws IOException {
        Path segment = killed(directory);
        Files.write(directory.resolve("000000000000-a.segment"), new byte[0]);
        Files.write(directory.resolve("b.segment"), new byte[5000]);
        Files.copy(segment, directory.resolve("copy.segment"));
        Files.createDirectory(directory.resolve("directory.segment"));
        Files.createSymbolicLink(directory.resolve("dangling.segment"), directory.resolve("nowhere"));
        Files.write(directory.resolve("left.segment.preparing"), new byte[10]);
        Path wrongHeader = directory.resolve("000000000099-wrong.segment");
        Files.copy(segment, wrongHeader);
        flip(wrongHeader, 20);

        try (MappedJournal journal = TestJournal.open(directory)) {
            assertThat(drain(journal.entries())).hasSize(ENTRIES);
            assertThat(journal.bytesInUse()).isEqualTo(sizes());
        }
        assertThat(TestJournal.segments(directory)).isEmpty();
        assertThat(TestJournal.files(directory, JournalDirectory.UNREADABLE)).hasSize(6);
        assertThat(TestJournal.files(directory, JournalDirectory.PREPARING)).isEmpty();
    }

    @Test
    void a_segment_of_a_later_format_is_left_for_the_gateway_that_knows_it() throws IOException {
        Path segment = killed(directory);
        byte[] all = Files.readAllBytes(segment);
        ByteBuffer header = ByteBuffer.wrap(all);
        header.putInt(8, 2);
        CRC32C crc = new CRC32C();
        crc.update(all, 0, 28);
        header.putInt(28, (int) crc.getValue());
        Files.write(segment, all);

        try (LoggedLines logged = LoggedLines.begin();
                MappedJournal journal = TestJournal.open(directory)) {
            assertThat(drain(journal.entries())).isEmpty();
            assertThat(logged.all()).anySatisfy(line -> assertThat(line).contains("its format has version 2, not 1"));
        }
        assertThat(TestJournal.files(directory, JournalDirectory.UNREADABLE)).hasSize(1);
    }

    @Test
    void nothing_is_set_aside_over_something_that_was_set_aside_before() throws IOException {
        for (int i = 0; i < 3; i++) {
            Files.writeString(directory.resolve("bad.segment"), "number " + i);
            TestJournal.open(directory).abandon();
            try (MappedJournal journal = TestJournal.open(directory)) {
                drain(journal.entries());
            }
        }
        assertThat(TestJournal.files(directory, JournalDirectory.UNREADABLE)).hasSize(3);
    }

    private long sizes() {
        return TestJournal.segments(directory).stream()
                .mapToLong(file -> file.toFile().length())
                .sum();
    }
}
