package io.github.tallyport.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT-1S, 0s",
        "PT0.000000001S, 1ms",
        "PT0.012S, 12ms",
        "PT0.0120001S, 13ms",
        "PT0.999S, 999ms",
        "PT0.9991S, 1s",
        "PT1S, 1s",
        "PT1.001S, 1.001s",
        "PT18.642S, 18.642s",
        "PT59.7S, 59.7s",
        "PT59.75S, 59.75s",
        "PT1M, 1m0s",
        "PT6M, 6m0s",
        "PT6M0.05S, 6m0.05s",
        "PT59M59.9999S, 1h0m0s",
        "PT1H, 1h0m0s",
        "PT25H1M1S, 25h1m1s"
    })
    void durations_are_written_as_go_writes_them(Duration duration, String written) {
        assertThat(GoDuration.of(duration)).isEqualTo(written);
    }

    @Test
    void the_longest_wait_there_is_can_be_written() {
        assertThat(GoDuration.of(Duration.ofMillis(Long.MAX_VALUE - 1))).endsWith("12m55.806s");
    }
}
