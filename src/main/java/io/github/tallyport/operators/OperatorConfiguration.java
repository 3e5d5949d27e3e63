package io.github.tallyport.operators;

import io.github.tallyport.fault.Requirement;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperatorProperties.class)
class OperatorConfiguration {
    @Bean
    Requirement operatorKeys(OperatorProperties properties) {
        return properties::missing;
    }

    /** @param others keys that are not configured, such as the sandbox's own */
    @Bean
    Operators operators(OperatorProperties properties, ObjectProvider<OperatorKey> others) {
        List<OperatorKey> keys =
                Stream.concat(properties.keys().stream(), others.stream()).toList();
        return new Operators(keys, System::nanoTime);
    }
}
