package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.WrongSetting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class QuotaPropertiesTest {
    @Test
    void the_defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new QuotaProperties(Duration.ofMinutes(15), Duration.ofSeconds(5), Duration.ofSeconds(3), 8));
    }

    @Test
    void every_property_arrives() {
        assertThat(bound(Map.of(
                        "tallyport.quota.longest-request", "20m",
                        "tallyport.quota.sweep", "2s",
                        "tallyport.quota.ledger-timeout", "1s",
                        "tallyport.quota.ledger-questions", "3")))
                .isEqualTo(
                        new QuotaProperties(Duration.ofMinutes(20), Duration.ofSeconds(2), Duration.ofSeconds(1), 3));
    }

    @ParameterizedTest
    @CsvSource({
        "longest-request, 59s, must be 1m to 1d",
        "longest-request, 25h, must be 1m to 1d",
        "sweep, 0s, must be 1s to 1m",
        "sweep, 2m, must be 1s to 1m",
        "ledger-timeout, 99ms, must be 100ms to 1m",
        "ledger-timeout, 2m, must be 100ms to 1m",
        "ledger-questions, 0, must be 1 to 100",
        "ledger-questions, 101, must be 1 to 100"
    })
    void what_cannot_be_meant_stops_the_start(String name, String value, String why) {
        assertThatThrownBy(() -> bound(Map.of("tallyport.quota." + name, value)))
                .rootCause()
                .isInstanceOf(WrongSetting.class)
                .hasMessage("tallyport.quota." + name + ": " + why);
    }

    private static QuotaProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.quota", QuotaProperties.class);
    }
}
