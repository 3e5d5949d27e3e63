package io.github.tallyport.signals;

import io.github.tallyport.redis.Redis;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SignalsConfiguration {
    @Bean
    Signals signals(ObjectProvider<Redis> shared) {
        Redis redis = shared.getIfAvailable();
        if (redis == null) {
            return Signals.NONE;
        }
        RedisSignals signals = new RedisSignals(redis);
        signals.start();
        return signals;
    }
}
