package io.github.tallyport.journal;

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
import org.springframework.util.unit.DataSize;

class JournalPropertiesTest {
    @Test
    void the_defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new JournalProperties(
                        DataSize.ofMegabytes(16),
                        DataSize.ofGigabytes(1),
                        WhenFull.REFUSE,
                        Fsync.INTERVAL,
                        Duration.ofMillis(100)));
    }

    @Test
    void every_property_arrives() {
        JournalProperties properties = bound(Map.of(
                "tallyport.journal.segment-size", "2MB",
                "tallyport.journal.max-size", "4MB",
                "tallyport.journal.when-full", "continue",
                "tallyport.journal.fsync", "each",
                "tallyport.journal.fsync-interval", "1s"));

        assertThat(properties)
                .isEqualTo(new JournalProperties(
                        DataSize.ofMegabytes(2),
                        DataSize.ofMegabytes(4),
                        WhenFull.CONTINUE,
                        Fsync.EACH,
                        Duration.ofSeconds(1)));
        assertThat(properties.limits()).isEqualTo(new Limits(2 << 20, 4 << 20, Journal.LONGEST, Duration.ofSeconds(1)));
        assertThat(properties.terms()).isEqualTo(new Terms(WhenFull.CONTINUE, Fsync.EACH, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource({"off", "false", "OFF"})
    void off_is_off_even_where_YAML_makes_a_boolean_of_it(String value) {
        assertThat(bound(Map.of("tallyport.journal.fsync", value)).fsync()).isEqualTo(Fsync.OFF);
    }

    @ParameterizedTest
    @CsvSource({
        "segment-size, 1023KB, must be 1MB to 1GB",
        "segment-size, 1025MB, must be 1MB to 1GB",
        "max-size, 31MB, must be at least twice the segment-size",
        "fsync-interval, 0ms, must be 1ms to 1m",
        "fsync-interval, 61s, must be 1ms to 1m"
    })
    void what_cannot_be_meant_stops_the_start(String name, String value, String why) {
        JournalProperties properties = bound(Map.of("tallyport.journal." + name, value));

        assertThatThrownBy(() -> {
                    properties.limits();
                    properties.terms();
                })
                .isInstanceOf(WrongSetting.class)
                .hasMessage("tallyport.journal." + name + ": " + why);
    }

    private static JournalProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.journal", JournalProperties.class);
    }
}
