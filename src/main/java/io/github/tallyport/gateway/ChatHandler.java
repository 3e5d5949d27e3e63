package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.openai.ChatRequest;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.upstream.Order;
import io.github.tallyport.upstream.Upstream;
import io.github.tallyport.validation.Permits;
import io.github.tallyport.validation.Permitted;
import io.github.tallyport.validation.RequestReader;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Chat completions. The order of a request is {@link #handle}; each step's type is what it has established. */
final class ChatHandler {
    /** A caller's request as it was read. */
    private record Ask(Caller caller, ChatRequest request) {}

    /** A request its model takes, as a provider is to get it, and the worst it can come to. */
    private record Errand(Order order, Reserved worst) {}

    private final Visits visits;
    private final Identification callers;
    private final BodyReader bodies;
    private final RequestReader reader;
    private final VisibleModels models;
    private final Permits permits;
    private final ClientLabels labels;
    private final Upstream upstream;

    ChatHandler(
            Visits visits,
            Identification callers,
            BodyReader bodies,
            RequestReader reader,
            VisibleModels models,
            Permits permits,
            ClientLabels labels,
            Upstream upstream) {
        this.visits = visits;
        this.callers = callers;
        this.bodies = bodies;
        this.reader = reader;
        this.models = models;
        this.permits = permits;
        this.labels = labels;
        this.upstream = upstream;
    }

    Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Visit visit = visits.open(request, response);
        return identify(visit) //                                             401 503
                .flatMap(caller -> read(visit, caller)) //                    400 413 415
                .map(ask -> permit(visit, ask)) //                            400 403 404
                .flatMap(errand -> forward(visit, errand)) //                 502 503 504
                .onErrorResume(visit::refuse)
                .doFinally(_ -> visit.settle());
    }

    private Mono<Caller> identify(Visit visit) {
        HttpHeaders headers = visit.request().requestHeaders();
        String apiKey = headers.get(HeaderNames.API_KEY);
        return callers.identify(
                        headers.get(HttpHeaderNames.AUTHORIZATION),
                        apiKey == null ? headers.get(HeaderNames.X_API_KEY) : apiKey)
                .doOnNext(caller -> visit.tab().caller(caller.tenant(), caller.key(), caller.zone()));
    }

    private Mono<Ask> read(Visit visit, Caller caller) {
        return bodies.read(visit).map(body -> new Ask(caller, reader.read(body)));
    }

    private Errand permit(Visit visit, Ask ask) {
        ChatRequest request = ask.request();
        Model model = models.require(ask.caller(), request.model());
        Permitted permitted = permits.permit(request, model);
        Instant received = Instant.ofEpochMilli(visit.tab().receivedAt());
        Price price = model.priceAt(received);
        String retryOf = visit.request().requestHeaders().get(HeaderNames.IDEMPOTENCY_KEY);
        visit.tab().asks(model, price, request.stream(), labels.of(ask.caller().tenant(), request, retryOf));
        Order order = new Order(
                visit.tab().requestId(),
                model,
                request.model(),
                target -> permitted.upstreamBody(target.model(), OptionalInt.empty()),
                request.stream(),
                request.includeUsage(),
                request.prompt().estimate(),
                received.getEpochSecond(),
                ask.caller().policies().onDisconnect() == OnDisconnect.DRAIN);
        return new Errand(order, WorstCase.of(request, model, price));
    }

    private Mono<Void> forward(Visit visit, Errand errand) {
        return visit.dispatch(upstream.open(errand.order(), visit.loop()), errand.worst());
    }
}
