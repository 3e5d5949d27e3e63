package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.cache.Passenger;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.openai.ChatRequest;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.upstream.Exchange;
import io.github.tallyport.upstream.Order;
import io.github.tallyport.upstream.Upstream;
import io.github.tallyport.validation.Permits;
import io.github.tallyport.validation.Permitted;
import io.github.tallyport.validation.RequestReader;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Chat completions. The order of a request is {@link #handle}; each step's type is what it has established. */
final class ChatHandler {
    private static final long MILLIS = 1000;

    /** A caller's request as it was read. */
    private record Ask(Caller caller, ChatRequest request) {}

    /** A request as a provider is to get it, and the worst it can come to. */
    private record Dispatch(
            Order order, Reserved worst, @Nullable Passenger passenger) {}

    private final Visits visits;
    private final Identification callers;
    private final BodyReader bodies;
    private final RequestReader reader;
    private final VisibleModels models;
    private final Permits permits;
    private final ClientLabels labels;
    private final Recollection recollection;
    private final Reservations reservations;
    private final Upstream upstream;

    ChatHandler(
            Visits visits,
            Identification callers,
            BodyReader bodies,
            RequestReader reader,
            VisibleModels models,
            Permits permits,
            ClientLabels labels,
            Recollection recollection,
            Reservations reservations,
            Upstream upstream) {
        this.visits = visits;
        this.callers = callers;
        this.bodies = bodies;
        this.reader = reader;
        this.models = models;
        this.permits = permits;
        this.labels = labels;
        this.recollection = recollection;
        this.reservations = reservations;
        this.upstream = upstream;
    }

    Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Visit visit = visits.open(request, response);
        return identify(visit) //                                             401 503
                .flatMap(caller -> read(visit, caller)) //                    400 413 415
                .map(ask -> permit(visit, ask)) //                            400 403 404
                .flatMap(errand ->
                        recollection.answer( //                     409 429 504: somebody has asked it before, or
                                visit,
                                errand,
                                passenger -> reserve(visit, errand, passenger) // 429 503
                                        .flatMap(dispatch -> forward(visit, dispatch)))) // 502 503 504
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
        Price price = model.priceAt(Instant.ofEpochMilli(visit.tab().receivedAt()));
        String retryOf = visit.request().requestHeaders().get(HeaderNames.IDEMPOTENCY_KEY);
        visit.tab().asks(model, price, request.stream(), labels.of(ask.caller().tenant(), request, retryOf));
        return new Errand(ask.caller(), permitted, price);
    }

    /** @param passenger in whose place the client waits, when others may have the answer too */
    private Mono<Dispatch> reserve(Visit visit, Errand errand, @Nullable Passenger passenger) {
        Permitted permitted = errand.permitted();
        return reservations
                .reserve(visit, errand.caller(), permitted.request(), permitted.model(), errand.price())
                .map(grant -> new Dispatch(order(visit, errand, grant, passenger), grant.worst(), passenger));
    }

    private static Order order(Visit visit, Errand errand, Grant grant, @Nullable Passenger passenger) {
        Permitted permitted = errand.permitted();
        ChatRequest request = permitted.request();
        return new Order(
                visit.tab().requestId(),
                permitted.model(),
                request.model(),
                target -> permitted.upstreamBody(target.model(), grant.told()),
                request.stream(),
                passenger != null || request.includeUsage(),
                request.prompt().estimate(),
                grant.mostTokens(),
                visit.tab().receivedAt() / MILLIS,
                visit.tab().traceparent(),
                errand.caller().policies().onDisconnect() == OnDisconnect.DRAIN);
    }

    private Mono<Void> forward(Visit visit, Dispatch dispatch) {
        Exchange sent = upstream.open(dispatch.order(), visit.loop());
        return Forwarding.forward(
                visit,
                sent,
                dispatch.worst(),
                dispatch.passenger(),
                dispatch.order().asked());
    }
}
