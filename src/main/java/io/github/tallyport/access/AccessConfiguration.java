package io.github.tallyport.access;

import io.github.tallyport.tenancy.Pepper;
import io.github.tallyport.tenancy.Secrets;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    Callers callers(Secrets secrets, Pepper pepper, AccessProperties properties, ObjectProvider<Clock> clock) {
        return new Callers(secrets, pepper, properties.keys(), clock.getIfAvailable(Clock::systemUTC));
    }
}
