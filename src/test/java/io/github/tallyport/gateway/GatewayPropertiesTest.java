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
    void bounds_and_patience_are_these_by_default() {
        assertThat(bound("tallyport.gateway", GatewayProperties.class, Map.of()))
                .isEqualTo(new GatewayProperties(
                        DataSize.ofMegabytes(8),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        DataSize.ofMegabytes(512),
                        16_000,
                        Duration.ofSeconds(20)));
    }

    @Test
    void every_property_of_the_gateway_arrives() {
        Map<String, String> given = Map.of(
                "tallyport.gateway.max-body", "1MB",
                "tallyport.gateway.body-timeout", "2s",
                "tallyport.gateway.stall-timeout", "3s",
                "tallyport.gateway.max-bodies", "4MB",
                "tallyport.gateway.warm-up", "5",
                "tallyport.gateway.warm-up-time", "6s");
        assertThat(bound("tallyport.gateway", GatewayProperties.class, given))
                .isEqualTo(new GatewayProperties(
                        DataSize.ofMegabytes(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        DataSize.ofMegabytes(4),
                        5,
                        Duration.ofSeconds(6)));
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
