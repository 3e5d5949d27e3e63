package io.github.tallyport.upstream;

import io.github.tallyport.catalogue.Catalogue;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpstreamProperties.class)
class UpstreamConfiguration {
    @Bean(destroyMethod = "")
    Upstream upstream(Catalogue catalogue, UpstreamProperties properties, ReactorResourceFactory eventLoops) {
        return new Upstream(catalogue, properties, eventLoops.getLoopResources());
    }

    @Bean
    SmartLifecycle upstreamConnections(Upstream upstream) {
        return new ClosedInTime(upstream);
    }
}
