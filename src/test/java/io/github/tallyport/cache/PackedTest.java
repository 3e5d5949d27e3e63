package io.github.tallyport.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.tallyport.openai.Usage;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept elsewhere comes back as it was, or not at all. */
class PackedTest {
    private static final CacheKey KEY = key("a/model");

    @Test
    void an_answer_comes_back_as_it_was() {
        for (int seed = 0; seed < 500; seed++) {
            KeptAnswer answer = answer(seed);
            KeptAnswer again = Objects.requireNonNull(Packed.read(Packed.of(answer), KEY, 1 << 20));
            assertThat(again).usingRecursiveComparison().isEqualTo(answer);
        }
    }

    @Test
    void it_takes_less_room() {
        KeptAnswer answer = new KeptAnswer(
                KEY, Digest.of(), "the same again and again ".repeat(1000).getBytes(UTF_8), Usage.NONE, null, 0);
        assertThat(Packed.of(answer).length).isLessThan(answer.document().length / 10);
    }

    @Test
    void the_answer_of_another_key_is_none() {
        assertThat(Packed.read(Packed.of(answer(1)), key("another/model"), 1 << 20))
                .isNull();
    }

    @Test
    void a_longer_one_than_may_be_kept_is_none() {
        KeptAnswer answer = answer(1);
        assertThat(Packed.read(Packed.of(answer), KEY, answer.document().length - 1))
                .isNull();
    }

    @Test
    void what_another_version_wrote_is_none() {
        byte[] bytes = Packed.of(answer(1));
        bytes[0]++;
        assertThat(Packed.read(bytes, KEY, 1 << 20)).isNull();
        assertThat(Packed.read(new byte[0], KEY, 1 << 20)).isNull();
    }

    @Test
    void damage_is_noticed_or_changes_nothing_that_is_compared() {
        byte[] good = Packed.of(answer(3));
        for (int length = 1; length < good.length - 1; length++) {
            byte[] torn = Arrays.copyOf(good, length);
            assertThat(catchThrowable(() -> Packed.read(torn, KEY, 1 << 20)))
                    .as("%d of %d bytes", length, good.length)
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    private static KeptAnswer answer(int seed) {
        Random random = new Random(seed);
        byte[] document = new RandomAnswers(seed).next().getBytes(UTF_8);
        Usage usage = random.nextBoolean()
                ? new Usage.Reported(
                        9 + random.nextInt(99), random.nextInt(9), 10 + random.nextInt(99), random.nextInt(9))
                : new Usage.Estimated(random.nextInt(99), random.nextInt(99));
        @Nullable String reason = random.nextInt(3) == 0 ? null : "stop";
        return new KeptAnswer(KEY, Digest.of(document), document, usage, reason, random.nextLong(1L << 40));
    }

    private static CacheKey key(String model) {
        return new CacheKey(new Sharing.OfTenant("acme"), model, "1", Digest.of(model.getBytes(UTF_8)));
    }
}
