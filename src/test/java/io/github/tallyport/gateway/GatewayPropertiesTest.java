package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class GatewayPropertiesTest {
    @Test
    void the_server_is_strict_by_default() {
        assertThat(bound("tallyport.server", StrictHttpProperties.class, Map.of()))
                .isEqualTo(new StrictHttpProperties(
                        DataSize.ofKilobytes(8),
                        DataSize.ofKilobytes(32),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(75),
                        Duration.ofSeconds(2)));
    }

    @Test
    void every_property_of_the_server_arrives() {
        Map<String, String> given = Map.of(
                "tallyport.server.max-request-line", "1KB",
                "tallyport.server.max-head", "2KB",
                "tallyport.server.head-timeout", "3s",
                "tallyport.server.idle-timeout", "4s",
                "tallyport.server.linger", "5s");
        assertThat(bound("tallyport.server", StrictHttpProperties.class, given))
                .isEqualTo(new StrictHttpProperties(
                        DataSize.ofKilobytes(1),
                        DataSize.ofKilobytes(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5)));
    }

    @Test
    void no_web_page_may_call_by_default() {
        assertThat(bound("tallyport.cors", CorsProperties.class, Map.of()))
                .isEqualTo(new CorsProperties(List.of(), Duration.ofMinutes(10)));
    }

    @Test
    void every_property_of_CORS_arrives() {
        Map<String, String> given =
                Map.of("tallyport.cors.allowed-origins", "https://a,https://b", "tallyport.cors.max-age", "1m");
        assertThat(bound("tallyport.cors", CorsProperties.class, given))
                .isEqualTo(new CorsProperties(List.of("https://a", "https://b"), Duration.ofMinutes(1)));
    }

    private static <T> T bound(String prefix, Class<T> type, Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate(prefix, type);
    }
}
