package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.access.Callers;
import io.github.tallyport.fault.KeyFaults;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Shows a caller the models it may use, and no others: what it may not use does not exist for it. */
final class ModelHandler {
    private final Callers callers;
    private final VisibleModels models;
    private final InstantSource clock;

    ModelHandler(Callers callers, VisibleModels models, InstantSource clock) {
        this.callers = callers;
        this.models = models;
        this.clock = clock;
    }

    Mono<ServerResponse> list(ServerRequest request) {
        return caller(request).flatMap(caller -> json(ModelCard.list(models.all(caller), clock.instant())));
    }

    /** The id may hold a slash, raw or encoded: the path variable is what follows {@code models}, decoded. */
    Mono<ServerResponse> one(ServerRequest request) {
        String name = request.pathVariable("id").substring(1);
        return caller(request)
                .flatMap(caller -> models.find(caller, name)
                        .map(model -> json(ModelCard.of(model, clock.instant())))
                        .orElseGet(() -> Mono.error(KeyFaults.modelUnknown(name).refusal())));
    }

    private Mono<Caller> caller(ServerRequest request) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        @Nullable String apiKey = headers.getFirst("api-key");
        return callers.identify(
                headers.getFirst(HttpHeaders.AUTHORIZATION), apiKey == null ? headers.getFirst("x-api-key") : apiKey);
    }

    private static Mono<ServerResponse> json(String body) {
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.getBytes(StandardCharsets.UTF_8));
    }
}
