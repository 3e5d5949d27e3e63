package io.github.tallyport.sockets;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

@Configuration(proxyBeanMethods = false)
class SocketsConfiguration {
    private static final Duration QUIET = Duration.ofMillis(100);

    /**
     * Event loops that end as soon as nothing has happened for a moment: everybody was waited for by then, and what requests leave
     * behind goes from loop to loop within microseconds.
     */
    @Bean
    ReactorResourceFactory eventLoops() {
        ReactorResourceFactory loops = new ReactorResourceFactory();
        loops.setUseGlobalResources(false);
        loops.setLoopResourcesSupplier(Loops::create);
        loops.setShutdownQuietPeriod(QUIET);
        return loops;
    }
}
