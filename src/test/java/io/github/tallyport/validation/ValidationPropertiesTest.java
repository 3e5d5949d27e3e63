package io.github.tallyport.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ValidationPropertiesTest {
    @Test
    void the_defaults_are_these() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new ValidationProperties(UnknownParameters.DROP, 64, 250_000, 10_000, 1024, 128, 16_777_216));
    }

    @Test
    void every_property_arrives() {
        assertThat(bound(Map.of(
                        "tallyport.validation.unknown-parameters", "pass",
                        "tallyport.validation.max-depth", "5",
                        "tallyport.validation.max-json-tokens", "6",
                        "tallyport.validation.max-names", "7",
                        "tallyport.validation.max-name-length", "8",
                        "tallyport.validation.max-number-length", "9",
                        "tallyport.validation.max-string-length", "10")))
                .isEqualTo(new ValidationProperties(UnknownParameters.PASS, 5, 6, 7, 8, 9, 10));
    }

    private static ValidationProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("tallyport.validation", ValidationProperties.class);
    }
}
