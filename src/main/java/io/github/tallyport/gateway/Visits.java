package io.github.tallyport.gateway;

import io.github.tallyport.edge.RequestId;
import io.github.tallyport.ledger.Settlements;
import io.github.tallyport.ledger.Tab;
import io.github.tallyport.traces.Traces;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Opens the books on every request that arrives. */
final class Visits {
    private final Settlements settlements;
    private final RequestId requestIds;
    private final Cors cors;
    private final GatewayProperties properties;
    private final Traces traces;

    Visits(Settlements settlements, RequestId requestIds, Cors cors, GatewayProperties properties, Traces traces) {
        this.traces = traces;
        this.settlements = settlements;
        this.requestIds = requestIds;
        this.cors = cors;
        this.properties = properties;
    }

    Visit open(HttpServerRequest request, HttpServerResponse response) {
        String requestId = requestIds.of(request.requestHeaders().get(HeaderNames.REQUEST_ID));
        cors.answer(request.requestHeaders().get(HttpHeaderNames.ORIGIN), response.responseHeaders()::set);
        Tab tab = settlements.open(requestId);
        if (traces.areOn()) {
            tab.followedBy(traces.begin(request.requestHeaders().get(HeaderNames.TRACEPARENT)));
        }
        return new Visit(request, response, tab, properties.stallTimeout());
    }
}
