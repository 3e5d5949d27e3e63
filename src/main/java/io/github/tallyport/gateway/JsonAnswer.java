package io.github.tallyport.gateway;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A good answer of the WebFlux lane. */
final class JsonAnswer {
    private JsonAnswer() {}

    static Mono<ServerResponse> of(String body) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.getBytes(StandardCharsets.UTF_8));
    }
}
