package io.github.tallyport.gateway;

import io.github.tallyport.edge.RequestId;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers browsers that ask first. A filter and no route, because Spring refuses preflights before it looks for routes. */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class Preflights implements WebFilter {
    private final Cors cors;
    private final RequestId requestId;

    Preflights(Cors cors, RequestId requestId) {
        this.cors = cors;
        this.requestId = requestId;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        HttpHeaders asked = request.getHeaders();
        String wanted = asked.getFirst(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (!Cors.isPreflight(request.getMethod().name(), asked.getOrigin(), wanted)) {
            return chain.filter(exchange);
        }
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(RequestId.HEADER, requestId.of(asked.getFirst(RequestId.HEADER)));
        cors.preflight(asked.getOrigin(), headers::set);
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }
}
