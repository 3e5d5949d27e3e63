package io.github.tallyport.gateway;

import io.github.tallyport.fault.RequestFaults;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps the clients' paths off the operators' port, and reads HTTP there as strictly. Spring gives the management server a
 * context of its own: it finds the application's routes and filters through its parent, so that {@code /v1/models} would
 * answer there too, but not what customises its server, nor its event loops. It never learns which page a
 * request comes from, so that no page may call it, whatever CORS allows on the client port.
 *
 * <p>Named in {@code ManagementContextConfiguration.imports}, so that it exists in the management context only.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ManagementPort implements WebFilter, WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    private static final List<String> PATHS = List.of("/actuator", "/admin/", "/v1/organization/");

    private final boolean apart;
    private final NettyServerCustomizer strictHttp;
    private final ReactorResourceFactory eventLoops;

    ManagementPort(Environment environment, NettyServerCustomizer strictHttp, ReactorResourceFactory eventLoops) {
        this.strictHttp = strictHttp;
        this.eventLoops = eventLoops;
        apart = ManagementPortType.get(environment) == ManagementPortType.DIFFERENT;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        if (apart) {
            factory.addServerCustomizers(strictHttp);
            factory.setResourceFactory(eventLoops);
        }
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!apart) {
            return chain.filter(exchange);
        }
        String path = exchange.getRequest().getPath().value();
        if (PATHS.stream().noneMatch(path::startsWith)) {
            String method = exchange.getRequest().getMethod().name();
            return Mono.error(RequestFaults.unknownUrl(method, path).refusal());
        }
        return chain.filter(exchange.mutate()
                .request(request -> request.headers(headers -> headers.remove(HttpHeaders.ORIGIN)))
                .build());
    }
}
