package io.github.tallyport.access;

import io.github.tallyport.signals.Signals;
import io.github.tallyport.tenancy.Declared;
import io.github.tallyport.tenancy.Pepper;
import io.github.tallyport.tenancy.Tenancy;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessProperties.class)
class AccessConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    Callers callers(
            Tenancy tenancy,
            Declared declared,
            Pepper pepper,
            Signals signals,
            ObjectProvider<PropagationListener> listeners,
            AccessProperties properties,
            ObjectProvider<Clock> clock) {
        List<PropagationListener> all = listeners.stream().toList();
        return new Callers(
                tenancy,
                declared,
                pepper,
                signals,
                age -> all.forEach(one -> one.forgotten(age)),
                properties.keys(),
                clock.getIfAvailable(Clock::systemUTC));
    }
}
