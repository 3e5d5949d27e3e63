package io.github.tallyport.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RedisPropertiesTest {
    @Test
    void the_defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new RedisProperties("", Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(3)));
    }

    @Test
    void every_property_arrives_and_the_url_is_not_printed() {
        RedisProperties properties = bound(Map.of(
                "tallyport.redis.url", "redis://user:canary@host:1",
                "tallyport.redis.connect-timeout", "2s",
                "tallyport.redis.command-timeout", "3s",
                "tallyport.redis.longest-pause", "4s"));

        assertThat(properties)
                .isEqualTo(new RedisProperties(
                        "redis://user:canary@host:1",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4)));
        assertThat(properties.toString()).doesNotContain("canary");
    }

    @Test
    void a_url_says_where_redis_is_and_whether_by_TLS() {
        RedisURI plain = withUrl("redis://user:pass@host:1234/5").address();
        RedisURI secure = withUrl("rediss://host").address();

        assertThat(plain.getHost()).isEqualTo("host");
        assertThat(plain.getPort()).isEqualTo(1234);
        assertThat(plain.getDatabase()).isEqualTo(5);
        assertThat(plain.isSsl()).isFalse();
        assertThat(secure.isSsl()).isTrue();
        assertThat(secure.isVerifyPeer()).isTrue();
        assertThat(secure.getPort()).isEqualTo(6379);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://host", "rediss://host:1", "redis://:p%40ss@host/1", "redis://[::1]:6379"})
    void a_url_that_can_be_read(String url) {
        assertThat(withUrl(url).hasReadableUrl()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host:6379",
                "redis:",
                "redis://",
                "redis://host:port",
                "redis-socket:///tmp/redis",
                "http://host",
                "nothing"
            })
    void a_url_that_cannot_be_read(String url) {
        assertThat(withUrl(url).hasReadableUrl()).isFalse();
    }

    private static RedisProperties withUrl(String url) {
        return bound(Map.of("tallyport.redis.url", url));
    }

    private static RedisProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.redis", RedisProperties.class);
    }
}
