package io.github.tallyport.validation;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ValidationProperties.class)
class ValidationConfiguration {
    @Bean
    RequestReader requestReader(ValidationProperties properties) {
        return new RequestReader(properties);
    }

    @Bean
    Permits permits() {
        return new Permits();
    }
}
