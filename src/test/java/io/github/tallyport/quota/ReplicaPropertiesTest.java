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

class ReplicaPropertiesTest {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Test
    void the_defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new ReplicaProperties(WithoutRedis.LOCAL, Duration.ofMillis(50), Duration.ofSeconds(30)));
    }

    @Test
    void every_property_arrives() {
        ReplicaProperties properties = bound(Map.of(
                "tallyport.quota.without-redis", "closed",
                "tallyport.quota.redis-timeout", "20ms",
                "tallyport.quota.lease", "10s"));

        assertThat(properties)
                .isEqualTo(new ReplicaProperties(WithoutRedis.CLOSED, Duration.ofMillis(20), Duration.ofSeconds(10)));
        assertThat(properties.terms(LONGEST))
                .isEqualTo(new Terms(Duration.ofSeconds(10), LONGEST, Duration.ofMillis(20), Terms.OF_REDIS));
    }

    @ParameterizedTest
    @CsvSource({
        "redis-timeout, 0ms, must be 1ms to 10s",
        "redis-timeout, 11s, must be 1ms to 10s",
        "lease, 999ms, must be 1s to 10m",
        "lease, 11m, must be 1s to 10m"
    })
    void what_cannot_be_meant_stops_the_start(String name, String value, String why) {
        ReplicaProperties properties = bound(Map.of("tallyport.quota." + name, value));

        assertThatThrownBy(() -> properties.terms(LONGEST))
                .isInstanceOf(WrongSetting.class)
                .hasMessage("tallyport.quota." + name + ": " + why);
    }

    private static ReplicaProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.quota", ReplicaProperties.class);
    }
}
