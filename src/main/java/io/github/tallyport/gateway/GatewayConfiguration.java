package io.github.tallyport.gateway;

import io.github.tallyport.access.Callers;
import io.github.tallyport.catalogue.Catalogue;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;

@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {
    @Bean
    RequestId requestId() {
        return new RequestId();
    }

    @Bean
    Cors cors(CorsProperties properties) {
        return new Cors(properties);
    }

    @Bean
    NettyServerCustomizer strictHttp(StrictHttpProperties properties, RequestId requestId) {
        return new StrictHttp(properties, requestId);
    }

    /** The last of all routes: it takes whatever path is left. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    RouterFunction<ServerResponse> clientRoutes(
            Callers callers, Catalogue catalogue, RequestId requestId, Cors cors, ObjectProvider<Clock> clock) {
        return Routes.of(
                new ModelHandler(callers, catalogue, clock.getIfAvailable(Clock::systemUTC)),
                new Edge(requestId, cors, System::nanoTime));
    }

    @Bean
    WebFilter preflights(Cors cors, RequestId requestId) {
        return new Preflights(cors, requestId);
    }

    @Bean
    ErrorWebExceptionHandler lastResort(RequestId requestId) {
        return new LastResort(requestId);
    }
}
