package io.github.tallyport.gateway;

import io.github.tallyport.edge.RequestId;
import io.netty.util.AsciiString;

/** Names of headers that Netty does not know, with their hashes reckoned once and not for each request. */
final class HeaderNames {
    static final AsciiString API_KEY = AsciiString.cached("api-key");
    static final AsciiString X_API_KEY = AsciiString.cached("x-api-key");
    static final AsciiString IDEMPOTENCY_KEY = AsciiString.cached("idempotency-key");
    static final AsciiString REQUEST_ID = AsciiString.cached(RequestId.HEADER);
    static final AsciiString PROCESSING = AsciiString.cached(Edge.PROCESSING);
    static final AsciiString COST = AsciiString.cached("x-tallyport-cost");
    static final AsciiString COST_CURRENCY = AsciiString.cached("x-tallyport-cost-currency");
    static final AsciiString ACCEL_BUFFERING = AsciiString.cached("x-accel-buffering");

    private HeaderNames() {}
}
