package io.github.tallyport.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tallyport.catalogue.Price;
import io.github.tallyport.openai.Usage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiptRecordTest {
    private static final Receipt BARE = new Receipt(
            new Asking("r", 0, null, null, ZoneOffset.UTC, null, null, false, null, Labels.NONE, Reserved.NOTHING),
            Ending.CLIENT_LEFT,
            499,
            null,
            null,
            0,
            Times.UNKNOWN,
            Usage.NONE,
            0,
            null,
            CacheState.BYPASS,
            0);

    @Test
    void what_was_written_is_read() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Receipt receipt = receipt(random);
            assertThat(ReceiptRecord.read(ReceiptRecord.write(receipt))).isEqualTo(receipt);
        }
    }

    @Test
    void a_receipt_of_nobody_is_read_too() {
        assertThat(ReceiptRecord.read(ReceiptRecord.write(BARE))).isEqualTo(BARE);
    }

    @Test
    void a_usual_record_is_short() {
        Receipt usual = new Receipt(
                new Asking(
                        "req_0123456789abcdef0123456789abcdef",
                        1_790_000_000_000L,
                        "acme",
                        "4f0PzXq71LmB9sTe",
                        ZoneId.of("Asia/Shanghai"),
                        "deepseek/deepseek-v3.2-exp",
                        "wcode",
                        true,
                        new Price(Instant.EPOCH, 3_500, 3_500, 5_500),
                        Labels.NONE,
                        new Reserved(100, 256, 1_758_000)),
                Ending.ANSWERED,
                200,
                null,
                "stop",
                1,
                new Times(3_000_000_000L, 200_000_000, 190_000_000),
                new Usage.Reported(9, 0, 250, 0),
                1_406_500,
                null,
                CacheState.BYPASS,
                0);

        assertThat(ReceiptRecord.write(usual)).hasSizeLessThan(200);
    }

    @Test
    void a_record_cut_anywhere_is_unreadable() {
        byte[] whole = ReceiptRecord.write(receipt(new Random(3)));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(UnreadableRecord.class).isThrownBy(() -> ReceiptRecord.read(cut));
        }
    }

    @Test
    void garbage_is_unreadable_or_a_receipt_but_nothing_else() {
        Random random = new Random(11);
        byte[] whole = ReceiptRecord.write(receipt(random));
        int unreadable = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] garbled = whole.clone();
            garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
            try {
                ReceiptRecord.read(garbled);
            } catch (UnreadableRecord expected) {
                unreadable++;
            }
        }
        assertThat(unreadable).isPositive();
    }

    @Test
    void a_later_version_is_named() {
        byte[] later = ReceiptRecord.write(BARE);
        later[0] = 4;

        assertThatExceptionOfType(UnreadableRecord.class)
                .isThrownBy(() -> ReceiptRecord.read(later))
                .withMessage("it is of version 2, and this gateway reads version 1");
    }

    private static Receipt receipt(Random random) {
        long prompt = random.nextLong(1L << random.nextInt(1, 40));
        long completion = random.nextLong(1L << random.nextInt(1, 40));
        Usage usage = random.nextBoolean()
                ? new Usage.Estimated(prompt, completion)
                : new Usage.Reported(prompt, random.nextLong(prompt + 1), completion, random.nextLong(completion + 1));
        Price price = random.nextBoolean()
                ? null
                : new Price(
                        Instant.ofEpochMilli(random.nextInt()),
                        random.nextInt(1 << 20),
                        random.nextInt(1 << 20),
                        random.nextInt(1 << 20));
        Map<String, String> metadata = new HashMap<>();
        for (int i = random.nextInt(17); i > 0; i--) {
            metadata.put("name" + i, "价值".repeat(random.nextInt(40)));
        }
        return new Receipt(
                new Asking(
                        "req_" + random.nextLong(),
                        random.nextLong(),
                        text(random),
                        text(random),
                        random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("America/St_Johns"),
                        text(random),
                        text(random),
                        random.nextBoolean(),
                        price,
                        new Labels(text(random), text(random), metadata),
                        new Reserved(random.nextLong(), random.nextLong(), random.nextLong())),
                List.of(Ending.values()).get(random.nextInt(Ending.values().length)),
                random.nextInt(600),
                text(random),
                text(random),
                random.nextInt(4),
                new Times(random.nextLong(), random.nextInt(), -1),
                usage,
                random.nextLong(),
                text(random),
                List.of(CacheState.values()).get(random.nextInt(CacheState.values().length)),
                random.nextLong());
    }

    private static @Nullable String text(Random random) {
        return random.nextInt(3) == 0 ? null : "text-" + random.nextLong() + "-ä价\uD83D\uDE00";
    }
}
