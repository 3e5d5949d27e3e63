package io.github.tallyport.traces;

import io.github.tallyport.catalogue.Catalogue;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracesProperties.class)
class TracesConfiguration {
    @Bean(destroyMethod = "close")
    Traces traces(TracesProperties properties, Catalogue catalogue) {
        return properties.endpoint().isEmpty() ? Traces.OFF : new Traces(new Recorder(properties, catalogue));
    }
}
