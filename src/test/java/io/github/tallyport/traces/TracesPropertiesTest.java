package io.github.tallyport.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.WrongSetting;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TracesPropertiesTest {
    @Test
    void the_defaults_are_these() {
        assertThat(bound(Map.of())).isEqualTo(new TracesProperties("", 1, false, 4096));
    }

    @Test
    void every_property_arrives() {
        assertThat(bound(Map.of(
                        "tallyport.traces.endpoint", "https://collector/v1/traces",
                        "tallyport.traces.sampled", "0.25",
                        "tallyport.traces.to-providers", "true",
                        "tallyport.traces.waiting", "1000")))
                .isEqualTo(new TracesProperties("https://collector/v1/traces", 0.25, true, 1000));
    }

    @Test
    void what_cannot_be_meant_is_named() {
        assertThatThrownBy(() -> new TracesProperties("collector:4317", 1, false, 4096))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("tallyport.traces.endpoint");
        assertThatThrownBy(() -> new TracesProperties("", Double.NaN, false, 4096))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("tallyport.traces.sampled");
        assertThatThrownBy(() -> new TracesProperties("", 1, false, 1))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("tallyport.traces.waiting");
    }

    private static TracesProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.traces", TracesProperties.class);
    }
}
