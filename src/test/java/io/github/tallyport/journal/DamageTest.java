package io.github.tallyport.journal;

import static io.github.tallyport.journal.TestJournal.bytes;
import static io.github.tallyport.journal.TestJournal.drain;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.LoggedLines;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    private static final int ENTRIES = 20;

    @TempDir
    Path home;

    private Path directory;
    private int count;

    @BeforeEach
    void another() throws IOException {
        directory = Files.createDirectory(home.resolve("journal" + count++));
    }

    @Test
    @ExtendWith(Silence.class)
    void a_tail_that_is_cut_off_at_any_byte_of_the_last_record_takes_nothing_else_with_it() throws IOException {
        Path segment = killed();
        long end = used(segment);
        int length = Frames.size(last().length);
        for (int missing = 0; missing <= length; missing++) {
            another();
            truncate(copied(segment), end - missing);
            check(missing == 0, missing == length ? 0 : 1);

            another();
            zero(copied(segment), end - missing);
            check(missing == 0, missing == length ? 0 : 1);
        }
    }

    @Test
    @ExtendWith(Silence.class)
    void a_tail_in_which_any_byte_is_wrong_takes_nothing_else_with_it() throws IOException {
        Path segment = killed();
        long end = used(segment);
        int length = Frames.size(last().length);
        for (int i = 0; i < length; i++) {
            another();
            flip(copied(segment), end - length + i);
            boolean inSettledWord = i >= Frames.HEAD - 4 && i < Frames.HEAD;
            check(inSettledWord, 1);
        }
    }

    @Test
    @ExtendWith(Silence.class)
    void damage_in_the_middle_takes_only_the_records_that_it_hits() throws IOException {
        Path segment = killed();
        List<Frame> frames = frames(segment);
        for (int seed = 0; seed < 300; seed++) {
            another();
            Random random = new Random(seed);
            long end = frames.getLast().next();
            long from = random.nextLong(SegmentHeader.SIZE, end);
            long to = Math.min(end, from + random.nextInt(1, 200));
            Path copy = copied(segment);
            byte[] damaged = Files.readAllBytes(copy);
            for (long i = from; i < to; i++) {
                damaged[(int) i] ^= (byte) random.nextInt(1, 256);
            }
            Files.write(copy, damaged);

            checkAllBut(frames, from, to, seed);
        }
    }

    private void checkAllBut(List<Frame> frames, long from, long to, int seed) {
        List<Frame> whole = frames.stream().filter(one -> !isHit(one, from, to)).toList();
        boolean inTheMiddle = whole.stream().anyMatch(one -> one.at() >= to) && whole.size() < frames.size();
        try (MappedJournal journal = TestJournal.open(directory)) {
            List<Entry> entries = drain(journal.entries());
            assertThat(entries.stream().filter(one -> !one.leftOpen()).map(Entry::number))
                    .as("seed %d", seed)
                    .isEqualTo(numbers(whole, Frames.CLOSE));
            List<Long> left = new ArrayList<>(numbers(whole, Frames.OPEN));
            left.removeAll(numbers(whole, Frames.CLOSE));
            assertThat(entries.stream().filter(Entry::leftOpen).map(Entry::number))
                    .as("seed %d", seed)
                    .isEqualTo(left);
            assertThat(journal.bytesSetAside() > 0).as("seed %d", seed).isEqualTo(inTheMiddle);
        }
        assertThat(TestJournal.segments(directory)).isEmpty();
        assertThat(TestJournal.files(directory, JournalDirectory.UNREADABLE)).hasSize(inTheMiddle ? 1 : 0);
    }

    private static List<Long> numbers(List<Frame> frames, byte kind) {
        return frames.stream()
                .filter(one -> one.kind() == kind)
                .map(Frame::number)
                .toList();
    }

    /** The word that says whether it is kept is outside the checksum, and so is what fills it up to 8 bytes. */
    private static boolean isHit(Frame frame, long from, long to) {
        return overlap(frame.at(), frame.at() + Frames.HEAD - 4, from, to)
                || overlap(frame.at() + Frames.HEAD, frame.at() + Frames.HEAD + frame.payload().length, from, to);
    }

    private static boolean overlap(long from, long to, long otherFrom, long otherTo) {
        return from < otherTo && otherFrom < to;
    }

    private static List<Frame> frames(Path segment) throws IOException {
        MemorySegment bytes = MemorySegment.ofArray(Files.readAllBytes(segment));
        // frames are aligned to 8 bytes in memory, too
        MemorySegment aligned = Arena.ofAuto().allocate(bytes.byteSize(), 8).copyFrom(bytes);
        FrameScan scan = new FrameScan(aligned, SegmentHeader.of(aligned).journal());
        List<Frame> all = new ArrayList<>();
        for (Frame one = scan.next(aligned.byteSize()); one != null; one = scan.next(aligned.byteSize())) {
            all.add(one);
        }
        assertThat(all).hasSize(2 * ENTRIES);
        return all;
    }

    @Test
    void damage_is_told_apart_from_a_tail_by_what_follows_it_and_the_file_is_set_aside_when_it_is_read()
            throws IOException {
        Path segment = killed();
        flip(segment, SegmentHeader.SIZE + Frames.HEAD);

        try (MappedJournal journal = TestJournal.open(directory)) {
            List<Entry> entries = journal.entries().next(100);
            assertThat(entries).hasSize(ENTRIES);
            assertThat(segment).as("needed until it is kept").exists();
            journal.entries().kept();
            assertThat(segment).doesNotExist();
            assertThat(journal.bytesSetAside()).isPositive();
        }
        try (MappedJournal journal = TestJournal.open(directory)) {
            assertThat(drain(journal.entries())).isEmpty();
            assertThat(journal.bytesSetAside()).as("found again").isPositive();
        }
    }

    @Test
    void what_is_no_segment_is_set_aside_and_never_in_the_way() throws IOException {
        Path segment = killed();
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
        Path segment = killed();
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

    /** What is there but for the last record, which is whole or cut. */
    private void check(boolean whole, int reports) {
        try (MappedJournal journal = TestJournal.open(directory)) {
            List<Entry> entries = drain(journal.entries());
            assertThat(entries.stream().filter(one -> !one.leftOpen()).map(TestJournal::text))
                    .hasSize(whole ? ENTRIES : ENTRIES - 1);
            assertThat(entries.stream().filter(Entry::leftOpen)).hasSize(whole ? 0 : 1);
            assertThat(journal.tailsCut()).isEqualTo(whole ? 0 : reports);
            assertThat(journal.bytesSetAside()).isZero();
        }
        assertThat(TestJournal.segments(directory)).isEmpty();
    }

    private static byte[] last() {
        return bytes("the last record!");
    }

    /** A journal that was killed after its last record. */
    private Path killed() {
        MappedJournal journal = TestJournal.open(directory);
        for (int i = 0; i < ENTRIES - 1; i++) {
            journal.close(journal.open(bytes("open" + i), 30), bytes("closed" + i));
        }
        journal.close(journal.open(bytes("open"), 30), last());
        journal.abandon();
        return TestJournal.segments(directory).getFirst();
    }

    private Path copied(Path segment) throws IOException {
        return Files.copy(segment, directory.resolve(segment.getFileName()));
    }

    private static long used(Path segment) throws IOException {
        byte[] all = Files.readAllBytes(segment);
        int end = all.length;
        while (all[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private static void truncate(Path file, long end) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(end);
        }
    }

    private static void zero(Path file, long from) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(100), from);
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            channel.write(one.put(0, (byte) ~one.get(0)).flip(), at);
        }
    }
}
