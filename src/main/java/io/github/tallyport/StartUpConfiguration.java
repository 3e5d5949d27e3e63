package io.github.tallyport;

import io.github.tallyport.fault.MissingSetting;
import io.github.tallyport.fault.MissingSettings;
import io.github.tallyport.fault.Requirement;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Asks every room what it cannot do without, before any of them opens a file or a connection. */
@Configuration(proxyBeanMethods = false)
class StartUpConfiguration {
    @Bean
    static BeanFactoryPostProcessor requirements() {
        return beans -> {
            List<MissingSetting> missing = beans.getBeansOfType(Requirement.class, false, false).values().stream()
                    .map(Requirement::missing)
                    .flatMap(Optional::stream)
                    .toList();
            if (!missing.isEmpty()) {
                throw new MissingSettings(missing);
            }
        };
    }
}
