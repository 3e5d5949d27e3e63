package io.github.tallyport.journal;

import static io.github.tallyport.journal.KilledJournal.ENTRIES;
import static io.github.tallyport.journal.KilledJournal.flip;
import static io.github.tallyport.journal.KilledJournal.killed;
import static io.github.tallyport.journal.KilledJournal.last;
import static io.github.tallyport.journal.TestJournal.drain;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records that were damaged after a kill take none with them that is whole. */
class DamageTest {
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
        Path segment = killed(directory);
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
        Path segment = killed(directory);
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
        Path segment = killed(directory);
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
        Path segment = killed(directory);
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
}
