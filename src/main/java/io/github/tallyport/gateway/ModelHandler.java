package io.github.tallyport.gateway;

import io.github.tallyport.fault.KeyFaults;
import java.time.InstantSource;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Shows a caller the models it may use, and no others: what it may not use does not exist for it. */
final class ModelHandler {
    private final WebCallers callers;
    private final VisibleModels models;
    private final InstantSource clock;

    ModelHandler(WebCallers callers, VisibleModels models, InstantSource clock) {
        this.callers = callers;
        this.models = models;
        this.clock = clock;
    }

    Mono<ServerResponse> list(ServerRequest request) {
        return callers.of(request)
                .flatMap(caller -> JsonAnswer.of(ModelCard.list(models.all(caller), clock.instant())));
    }

    /** The id may hold a slash, raw or encoded: the path variable is what follows {@code models}, decoded. */
    Mono<ServerResponse> one(ServerRequest request) {
        String name = request.pathVariable("id").substring(1);
        return callers.of(request)
                .flatMap(caller -> models.find(caller, name)
                        .map(model -> JsonAnswer.of(ModelCard.of(model, clock.instant())))
                        .orElseGet(() -> Mono.error(KeyFaults.modelUnknown(name).refusal())));
    }
}
