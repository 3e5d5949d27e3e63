package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.WrongSetting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DrainPropertiesTest {
    @Test
    void the_defaults_are_these() {
        assertThat(bound(Map.of())).isEqualTo(new DrainProperties(Duration.ofSeconds(5), Duration.ofSeconds(120)));
    }

    @Test
    void every_property_arrives() {
        assertThat(bound(Map.of("tallyport.drain.grace", "0s", "tallyport.drain.timeout", "3m")))
                .isEqualTo(new DrainProperties(Duration.ZERO, Duration.ofMinutes(3)));
    }

    @Test
    void a_time_that_cannot_be_meant_is_named() {
        assertThatThrownBy(() -> new DrainProperties(Duration.ofHours(1), Duration.ZERO))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("tallyport.drain.grace");
        assertThatThrownBy(() -> new DrainProperties(Duration.ZERO, Duration.ofSeconds(-1)))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("tallyport.drain.timeout");
    }

    private static DrainProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.drain", DrainProperties.class);
    }
}
