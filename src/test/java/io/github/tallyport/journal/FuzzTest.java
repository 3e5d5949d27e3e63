package io.github.tallyport.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
@ExtendWith(Silence.class)
class FuzzTest {
    private static final SegmentHeader HEADER = FuzzedSegment.HEADER;
    private static final int SIZE = 20_000;

    @TempDir
    Path home;

    private int count;

    @Test
    void random_bytes_are_read_as_nothing() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            byte[] bytes = new byte[new Random(seed).nextInt(SIZE)];
            new Random(seed).nextBytes(bytes);
            assertThat(read(bytes)).isZero();

            if (bytes.length > SegmentHeader.SIZE) {
                header(bytes);
                assertThat(read(bytes)).isZero();
            }
        }
    }

    @Test
    void a_segment_that_was_changed_at_random_is_read_as_far_as_it_can_be() throws IOException {
        byte[] original = segment(new Random(0));
        int entries = read(original);
        for (int seed = 0; seed < 400; seed++) {
            assertThat(read(mutated(original, new Random(seed)))).isBetween(0, 2 * entries);
        }
    }

    @Test
    void bytes_that_promise_a_long_record_at_every_place_do_not_hold_the_reader_up() throws IOException {
        byte[] bytes = new byte[1 << 22];
        header(bytes);
        ByteBuffer all = ByteBuffer.wrap(bytes);
        for (int at = SegmentHeader.SIZE; at + Frames.HEAD <= bytes.length; at += Frames.HEAD) {
            all.putInt(at, 0x544A_0101).putInt(at + 16, Journal.LONGEST);
        }

        assertThat(read(bytes)).isZero();
    }

    @Test
    void a_record_inside_what_a_client_has_sent_is_not_taken_for_one() throws IOException {
        byte[] forged = new Frames(1).encode(Frames.CLOSE, 9, TestJournal.bytes("forged"));
        byte[] payload = new byte[400];
        System.arraycopy(forged, 0, payload, 40, forged.length);
        byte[] bytes = new byte[SIZE];
        header(bytes);
        byte[] frame = new Frames(HEADER.journal()).encode(Frames.CLOSE, 1, payload);
        System.arraycopy(frame, 0, bytes, SegmentHeader.SIZE, frame.length);
        bytes[SegmentHeader.SIZE + Frames.HEAD]++;

        assertThat(read(bytes)).isZero();
    }

    private int read(byte[] bytes) throws IOException {
        return FuzzedSegment.read(Files.createDirectory(home.resolve("" + count++)), bytes);
    }

    private static byte[] segment(Random random) {
        byte[] bytes = new byte[SIZE];
        header(bytes);
        Frames frames = new Frames(HEADER.journal());
        int at = SegmentHeader.SIZE;
        for (int number = 1; number <= 40; number++) {
            for (byte kind : new byte[] {Frames.OPEN, Frames.CLOSE}) {
                byte[] frame = frames.encode(kind, number, new byte[random.nextInt(200)]);
                System.arraycopy(frame, 0, bytes, at, frame.length);
                at += frame.length;
            }
        }
        return bytes;
    }

    private static void header(byte[] bytes) {
        HEADER.bytes().get(bytes, 0, SegmentHeader.SIZE);
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(1, 10); i > 0; i--) {
            int from = random.nextInt(bytes.length);
            int length = random.nextInt(Math.min(500, bytes.length - from)) + 1;
            switch (random.nextInt(5)) {
                case 0 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
                case 1 -> Arrays.fill(bytes, from, from + length, (byte) 0);
                case 2 -> bytes = Arrays.copyOf(bytes, bytes.length - length);
                case 3 -> {
                    byte[] piece = Arrays.copyOfRange(bytes, from, from + length);
                    System.arraycopy(piece, 0, bytes, random.nextInt(bytes.length - length + 1) & ~7, length);
                }
                default -> ByteBuffer.wrap(bytes).putLong(random.nextInt(bytes.length - 7), random.nextLong());
            }
        }
        return bytes;
    }
}
