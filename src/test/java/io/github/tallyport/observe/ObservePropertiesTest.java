package io.github.tallyport.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.WrongSetting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ObservePropertiesTest {
    @Test
    void the_defaults_are_these() {
        assertThat(bound(Map.of())).isEqualTo(new ObserveProperties(true, 100));
    }

    @Test
    void every_property_arrives() {
        assertThat(bound(Map.of("tallyport.observe.access-log", "false", "tallyport.observe.refusals-per-second", "7")))
                .isEqualTo(new ObserveProperties(false, 7));
    }

    @Test
    void a_number_that_cannot_be_meant_is_named() {
        assertThatThrownBy(() -> new ObserveProperties(true, -1).refusals())
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("tallyport.observe.refusals-per-second");
    }

    private static ObserveProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.observe", ObserveProperties.class);
    }
}
