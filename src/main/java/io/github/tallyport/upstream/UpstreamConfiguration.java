package io.github.tallyport.upstream;

import io.github.tallyport.catalogue.Catalogue;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {
    @Bean(destroyMethod = "")
    Upstream upstream(Catalogue catalogue, UpstreamProperties properties) {
        return new Upstream(catalogue, properties);
    }

    @Bean
    SmartLifecycle upstreamConnections(Upstream upstream) {
        return new ClosedInTime(upstream);
    }
}
