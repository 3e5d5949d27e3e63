package io.github.tallyport.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.openai.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept in memory, how long, and how much of it. */
class ShelfTest {
    private static final Duration TTL = Duration.ofMinutes(10);

    private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);
    private final Shelf shelf =
            new Shelf(1 << 20, TTL, () -> millis.get() * 1_000_000, () -> Instant.ofEpochMilli(millis.get()));

    @Test
    void an_answer_is_there_until_its_time_is_over() {
        KeptAnswer answer = answer("acme", 1, 100);
        shelf.put(answer);
        millis.addAndGet(TTL.toMillis() - 1);
        assertThat(shelf.find(answer.key())).isSameAs(answer);
        millis.addAndGet(1);
        assertThat(shelf.find(answer.key())).isNull();
    }

    @Test
    void an_answer_from_elsewhere_has_only_the_rest_of_its_time() {
        KeptAnswer answer = answer("acme", 1, 100);
        millis.addAndGet(TTL.toMillis() - 5);
        shelf.put(answer);
        assertThat(shelf.find(answer.key())).isSameAs(answer);
        millis.addAndGet(5);
        assertThat(shelf.find(answer.key())).isNull();
    }

    @Test
    void what_is_held_is_bounded_by_its_bytes() {
        for (int i = 0; i < 1000; i++) {
            shelf.put(answer("acme", i, 10_000));
        }
        shelf.cache().cleanUp();
        assertThat(shelf.cache().estimatedSize()).isBetween(50L, (1L << 20) / 10_000);
    }

    @Test
    void a_tenant_is_forgotten_and_no_other() {
        KeptAnswer ours = answer("acme", 1, 10);
        KeptAnswer theirs = answer("other", 1, 10);
        KeptAnswer everybodys = answer(null, 1, 10);
        shelf.put(ours);
        shelf.put(theirs);
        shelf.put(everybodys);
        shelf.forget("acme");
        assertThat(shelf.find(ours.key())).isNull();
        assertThat(shelf.find(everybodys.key())).as("it may be theirs").isNull();
        assertThat(shelf.find(theirs.key())).isSameAs(theirs);
        shelf.forget(null);
        assertThat(shelf.find(theirs.key())).isNull();
    }

    private KeptAnswer answer(@Nullable String tenant, int number, int length) {
        Sharing sharing = tenant == null ? new Sharing.OfAll() : new Sharing.OfTenant(tenant);
        Digest digest = Digest.of(("question " + number).getBytes(UTF_8));
        return new KeptAnswer(
                new CacheKey(sharing, "a/model", "1", digest),
                digest,
                new byte[length],
                new Usage.Reported(1, 0, 1, 0),
                "stop",
                millis.get());
    }
}
