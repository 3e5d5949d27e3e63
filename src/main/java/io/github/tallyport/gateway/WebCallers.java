package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.access.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Who sent a request of the WebFlux lane. */
final class WebCallers {
    private final Callers callers;

    WebCallers(Callers callers) {
        this.callers = callers;
    }

    /** Fails with a refusal, 401 or 503, as {@link Callers#identify} does. */
    Mono<Caller> of(ServerRequest request) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        @Nullable String apiKey = headers.getFirst("api-key");
        return callers.identify(
                headers.getFirst(HttpHeaders.AUTHORIZATION), apiKey == null ? headers.getFirst("x-api-key") : apiKey);
    }
}
