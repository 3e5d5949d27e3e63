package io.github.tallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    private final RequestId requestId = new RequestId();

    @Test
    void a_new_one_never_repeats() {
        assertThat(IntStream.range(0, 100_000)
                        .parallel()
                        .mapToObj(_ -> requestId.next())
                        .collect(Collectors.toSet()))
                .hasSize(100_000)
                .allMatch(id -> id.matches("req_[0-9a-f]{32}"));
    }

    @Test
    void another_process_makes_others() {
        assertThat(IntStream.range(0, 100).mapToObj(_ -> new RequestId().next().substring(20)))
                .doesNotHaveDuplicates()
                .doesNotContain(requestId.next().substring(20));
    }

    @Test
    void one_of_a_later_millisecond_is_greater() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T00:00:00Z"));
        RequestId timed = new RequestId(new SecureRandom(), now::get);
        for (int i = 0; i < 1000; i++) {
            String before = timed.next();
            now.updateAndGet(instant -> instant.plusMillis(1));
            assertThat(timed.next()).isGreaterThan(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "req_123", "A-b.c_D9", "00000000-0000-0000-0000-000000000000"})
    void a_sane_one_of_the_client_is_kept(String given) {
        assertThat(requestId.of(given)).isEqualTo(given);
        assertThat(requestId.of("x".repeat(128))).hasSize(128);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "é", "a\n", "{}", "a\"b"})
    void any_other_is_replaced(String given) {
        assertThat(requestId.of(given)).startsWith("req_");
        assertThat(requestId.of(null)).startsWith("req_");
        assertThat(requestId.of("x".repeat(129))).startsWith("req_");
    }
}
