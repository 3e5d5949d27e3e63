package io.github.tallyport.redis;

import java.time.Duration;

/** Opens Redis the way the gateway does, in a hurry. */
public final class OpenRedis {
    private OpenRedis() {}

    public static Redis at(String url) {
        return Redis.at(
                new RedisProperties(url, Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(200)));
    }
}
