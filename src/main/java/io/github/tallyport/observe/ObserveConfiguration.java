package io.github.tallyport.observe;

import io.github.tallyport.access.PropagationListener;
import io.github.tallyport.ledger.ReceiptListener;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ObserveConfiguration {
    @Bean
    @ConditionalOnBooleanProperty(name = "tallyport.observe.access-log", matchIfMissing = true)
    ReceiptListener accessLog() {
        return new AccessLog();
    }

    @Bean
    PropagationListener keyPropagation(MeterRegistry registry) {
        return new KeyPropagation(registry);
    }
}
