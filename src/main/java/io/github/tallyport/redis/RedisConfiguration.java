package io.github.tallyport.redis;

import io.github.tallyport.fault.MissingSetting;
import io.github.tallyport.fault.Requirement;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedisProperties.class)
@Conditional(RedisWanted.class)
class RedisConfiguration {
    @Bean
    Requirement redisUrl(RedisProperties properties) {
        return () -> properties.hasReadableUrl()
                ? Optional.empty()
                : Optional.of(new MissingSetting(
                        "TALLYPORT_REDIS_URL",
                        "a URL such as redis://user:password@host:6379, or rediss:// for TLS, or nothing for one replica;"
                                + " what is set cannot be read"));
    }

    @Bean(destroyMethod = "close")
    Redis redis(RedisProperties properties) {
        return Redis.at(properties);
    }
}
