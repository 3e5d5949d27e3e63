package io.github.tallyport.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.WrongSetting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BooksPropertiesTest {
    @Test
    void the_defaults() {
        assertThat(bound(Map.of())).isEqualTo(new BooksProperties(null));
        assertThat(bound(Map.of("tallyport.ledger.keep-rows", ""))).isEqualTo(new BooksProperties(null));
    }

    @Test
    void every_property_arrives() {
        assertThat(bound(Map.of("tallyport.ledger.keep-rows", "400")))
                .isEqualTo(new BooksProperties(Duration.ofDays(400)));
        assertThat(bound(Map.of("tallyport.ledger.keep-rows", "48h")))
                .isEqualTo(new BooksProperties(Duration.ofDays(2)));
    }

    @Test
    void rows_are_not_deleted_before_a_gateway_can_have_shipped_them() {
        assertThatThrownBy(() -> bound(Map.of("tallyport.ledger.keep-rows", "47h")))
                .hasRootCauseInstanceOf(WrongSetting.class)
                .hasRootCauseMessage("tallyport.ledger.keep-rows: at least 2d, or nothing to keep all");
    }

    private static BooksProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.ledger", BooksProperties.class);
    }
}
