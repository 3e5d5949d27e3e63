package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TenancyPropertiesTest {
    @Test
    void the_defaults() {
        assertThat(bound(Map.of())).isEqualTo(new TenancyProperties(""));
    }

    @Test
    void every_property_arrives_and_the_pepper_is_not_printed() {
        TenancyProperties properties = bound(Map.of("tallyport.key-pepper", TestTenancy.PEPPER));

        assertThat(properties).isEqualTo(new TenancyProperties(TestTenancy.PEPPER));
        assertThat(properties.toString()).doesNotContain(TestTenancy.PEPPER);
    }

    private static TenancyProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("tallyport", TenancyProperties.class);
    }
}
