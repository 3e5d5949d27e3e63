package io.github.tallyport.gateway;

import io.github.tallyport.edge.FaultAnswer;
import io.github.tallyport.edge.RequestId;
import io.github.tallyport.fault.GatewayFaults;
import java.util.function.LongSupplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What every answer of the WebFlux lane has, good or bad: its id, the time it took, what browsers want to know. */
final class Edge implements HandlerFilterFunction<ServerResponse, ServerResponse> {
    static final String PROCESSING = "openai-processing-ms";

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final RequestId requestId;
    private final Cors cors;
    private final Departure departure;
    private final LongSupplier nanoTime;

    Edge(RequestId requestId, Cors cors, Departure departure, LongSupplier nanoTime) {
        this.departure = departure;
        this.requestId = requestId;
        this.cors = cors;
        this.nanoTime = nanoTime;
    }

    @Override
    public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
        long begun = nanoTime.getAsLong();
        HttpHeaders asked = request.headers().asHttpHeaders();
        String id = requestId.of(asked.getFirst(RequestId.HEADER));
        ServerHttpResponse response = request.exchange().getResponse();
        HttpHeaders headers = response.getHeaders();
        headers.set(RequestId.HEADER, id);
        cors.answer(asked.getOrigin(), headers::set);
        response.beforeCommit(() -> {
            headers.set(PROCESSING, Long.toString((nanoTime.getAsLong() - begun) / NANOS_PER_MILLI));
            return Mono.empty();
        });
        if (departure.isAnnounced()) {
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        if (departure.refuses(request.path())) {
            return FaultAnswer.to(GatewayFaults.leaving().refusal(), id);
        }
        return next.handle(request).onErrorResume(failure -> FaultAnswer.to(failure, id));
    }
}
