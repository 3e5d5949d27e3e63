package io.github.tallyport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StoragePropertiesTest {
    @Test
    void the_defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new StorageProperties(
                        "./data",
                        new StorageProperties.Database(
                                "",
                                "",
                                "",
                                8,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60))));
    }

    @Test
    void every_property_arrives_and_passwords_are_not_printed() {
        StorageProperties properties = bound(Map.of(
                "tallyport.data-dir", "/somewhere",
                "tallyport.database.url", "jdbc:postgresql://host/db?password=canary",
                "tallyport.database.username", "tally",
                "tallyport.database.password", "canary",
                "tallyport.database.max-connections", "1",
                "tallyport.database.connection-timeout", "2s",
                "tallyport.database.statement-timeout", "3s",
                "tallyport.database.socket-timeout", "4s",
                "tallyport.database.start-timeout", "5s"));

        assertThat(properties)
                .isEqualTo(new StorageProperties(
                        "/somewhere",
                        new StorageProperties.Database(
                                "jdbc:postgresql://host/db?password=canary",
                                "tally",
                                "canary",
                                1,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5))));
        assertThat(properties.toString()).contains("jdbc:postgresql://host/db").doesNotContain("canary");
    }

    private static StorageProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("tallyport", StorageProperties.class);
    }
}
