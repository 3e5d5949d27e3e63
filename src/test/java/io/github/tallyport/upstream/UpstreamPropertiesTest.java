package io.github.tallyport.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.relay.ReasoningField;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class UpstreamPropertiesTest {
    @Test
    void the_defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new UpstreamProperties(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(600),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        2000,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        DataSize.ofMegabytes(16),
                        DataSize.ofMegabytes(1),
                        200,
                        Duration.ofSeconds(60),
                        ReasoningField.BOTH));
    }

    @Test
    void every_property_arrives() {
        Map<String, String> given = Map.ofEntries(
                Map.entry("tallyport.upstream.connect-timeout", "1s"),
                Map.entry("tallyport.upstream.tls-timeout", "2s"),
                Map.entry("tallyport.upstream.acquire-timeout", "3s"),
                Map.entry("tallyport.upstream.stream-head-timeout", "4s"),
                Map.entry("tallyport.upstream.json-head-timeout", "5s"),
                Map.entry("tallyport.upstream.first-event-timeout", "6s"),
                Map.entry("tallyport.upstream.silence-timeout", "7s"),
                Map.entry("tallyport.upstream.total-timeout", "8s"),
                Map.entry("tallyport.upstream.usage-timeout", "9s"),
                Map.entry("tallyport.upstream.commit-after", "11s"),
                Map.entry("tallyport.upstream.heartbeat", "12s"),
                Map.entry("tallyport.upstream.max-connections", "13"),
                Map.entry("tallyport.upstream.max-idle", "14s"),
                Map.entry("tallyport.upstream.max-life", "15s"),
                Map.entry("tallyport.upstream.max-answer", "17MB"),
                Map.entry("tallyport.upstream.max-event", "18MB"),
                Map.entry("tallyport.upstream.max-drains", "19"),
                Map.entry("tallyport.upstream.drain-timeout", "20s"),
                Map.entry("tallyport.upstream.reasoning-field", "reasoning-content"));

        assertThat(bound(given))
                .isEqualTo(new UpstreamProperties(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(11),
                        Duration.ofSeconds(12),
                        13,
                        Duration.ofSeconds(14),
                        Duration.ofSeconds(15),
                        DataSize.ofMegabytes(17),
                        DataSize.ofMegabytes(18),
                        19,
                        Duration.ofSeconds(20),
                        ReasoningField.REASONING_CONTENT));
    }

    private static UpstreamProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.upstream", UpstreamProperties.class);
    }
}
