package io.github.tallyport.gateway;

import io.github.tallyport.edge.FaultHeaders;
import io.github.tallyport.edge.RequestId;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.fault.RequestFaults;
import io.github.tallyport.openai.ErrorBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Turns what went wrong outside every route into the envelope: official SDKs lose the fields of Spring's own errors. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LastResort implements ErrorWebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LastResort.class);

    private final RequestId requestId;

    LastResort(RequestId requestId) {
        this.requestId = requestId;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        String id = requestId.of(exchange.getRequest().getHeaders().getFirst(RequestId.HEADER));
        Fault fault = fault(exchange.getRequest(), failure);
        if (fault.status() >= 500) {
            LOG.error("request {} failed", id, failure);
        }
        byte[] body = ErrorBody.of(fault);
        response.setStatusCode(HttpStatusCode.valueOf(fault.status()));
        FaultHeaders.write(fault, response.getHeaders()::set);
        response.getHeaders().set(RequestId.HEADER, id);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private static Fault fault(ServerHttpRequest request, Throwable failure) {
        String method = request.getMethod().name();
        String path = request.getPath().value();
        return switch (failure) {
            case Refusal refusal -> refusal.fault();
            case NoResourceFoundException _ -> RequestFaults.unknownUrl(method, path);
            case MethodNotAllowedException wrong ->
                RequestFaults.methodNotAllowed(
                        method,
                        path,
                        String.join(
                                ", ",
                                wrong.getSupportedMethods().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .toList()));
            case ErrorResponse said when said.getStatusCode().value() == 404 -> RequestFaults.unknownUrl(method, path);
            case ErrorResponse said
            when said.getStatusCode().is4xxClientError() ->
                Fault.client(said.getStatusCode().value(), null, null, "The request could not be understood.");
            default -> GatewayFaults.internal();
        };
    }
}
