package io.github.tallyport.gateway;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Shows a caller what its key may use, and what of it is left. */
final class UsageHandler {
    private final WebCallers callers;
    private final VisibleModels models;
    private final Spending spending;

    UsageHandler(WebCallers callers, VisibleModels models, Spending spending) {
        this.callers = callers;
        this.models = models;
        this.spending = spending;
    }

    Mono<ServerResponse> show(ServerRequest request) {
        return callers.of(request).flatMap(caller -> JsonAnswer.of(UsageCard.of(caller, models.all(caller), spending)));
    }
}
