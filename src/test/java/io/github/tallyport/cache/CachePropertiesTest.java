package io.github.tallyport.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.catalogue.Caching;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** What of the cache can be configured, and what cannot. */
class CachePropertiesTest {
    @Test
    void these_are_the_defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new CacheProperties(
                        Caching.DETERMINISTIC,
                        CacheProperties.SharedBy.TENANT,
                        false,
                        Duration.ofHours(1),
                        DataSize.ofMegabytes(64),
                        DataSize.ofKilobytes(256),
                        Duration.ofHours(24),
                        DataSize.ofMegabytes(32),
                        0,
                        Duration.ofMillis(20)));
    }

    @ParameterizedTest
    @CsvSource({
        "requests,usual",
        "ttl,0s",
        "ttl,31d",
        "once-for,0s",
        "max-size,-1B",
        "once-max-size,-1B",
        "max-answer,1B",
        "max-answer,1GB",
        "redis-timeout,0ms",
        "redis-timeout,2s",
        "charged-percent,101",
        "charged-percent,-1"
    })
    void what_makes_no_sense_is_refused_by_its_name(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("tallyport.cache." + name, value)))
                .rootCause()
                .hasMessageContaining("tallyport.cache." + name);
    }

    private static CacheProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.cache", CacheProperties.class);
    }
}
