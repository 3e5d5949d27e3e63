package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccessPropertiesTest {
    @Test
    void the_defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new AccessProperties(new AccessProperties.Keys(
                        100_000,
                        10_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        4,
                        1000,
                        Duration.ofSeconds(3))));
    }

    @Test
    void every_property_arrives() {
        AccessProperties properties = bound(Map.of(
                "tallyport.keys.known", "1",
                "tallyport.keys.unknown", "2",
                "tallyport.keys.unknown-for", "3s",
                "tallyport.keys.poll", "4s",
                "tallyport.keys.last-used-flush", "8s",
                "tallyport.keys.lookups", "5",
                "tallyport.keys.waiting-lookups", "6",
                "tallyport.keys.lookup-timeout", "7s"));

        assertThat(properties)
                .isEqualTo(new AccessProperties(new AccessProperties.Keys(
                        1,
                        2,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        5,
                        6,
                        Duration.ofSeconds(7))));
    }

    private static AccessProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("tallyport", AccessProperties.class);
    }
}
