package io.github.tallyport.validation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
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
