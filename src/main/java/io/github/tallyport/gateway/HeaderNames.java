package io.github.tallyport.gateway;

import io.github.tallyport.edge.RequestId;
import io.netty.util.AsciiString;

/** Names of headers that Netty does not know, with their hashes reckoned once and not for each request. */
final class HeaderNames {
    static final AsciiString API_KEY = AsciiString.cached("api-key");
    static final AsciiString X_API_KEY = AsciiString.cached("x-api-key");
    static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
    static final AsciiString IDEMPOTENCY_KEY = AsciiString.cached("idempotency-key");
    static final AsciiString REQUEST_ID = AsciiString.cached(RequestId.HEADER);
    static final AsciiString PROCESSING = AsciiString.cached(Edge.PROCESSING);
    static final AsciiString COST = AsciiString.cached("x-tallyport-cost");
    static final AsciiString COST_CURRENCY = AsciiString.cached("x-tallyport-cost-currency");
    static final AsciiString AGE = AsciiString.cached("age");
    static final AsciiString CACHE = AsciiString.cached("x-tallyport-cache");
    static final AsciiString ACCEL_BUFFERING = AsciiString.cached("x-accel-buffering");

    static final AsciiString LIMIT_REQUESTS = AsciiString.cached("x-ratelimit-limit-requests");
    static final AsciiString LIMIT_TOKENS = AsciiString.cached("x-ratelimit-limit-tokens");
    static final AsciiString REMAINING_REQUESTS = AsciiString.cached("x-ratelimit-remaining-requests");
    static final AsciiString REMAINING_TOKENS = AsciiString.cached("x-ratelimit-remaining-tokens");
    static final AsciiString RESET_REQUESTS = AsciiString.cached("x-ratelimit-reset-requests");
    static final AsciiString RESET_TOKENS = AsciiString.cached("x-ratelimit-reset-tokens");
    static final AsciiString CLAMPED = AsciiString.cached("x-tallyport-max-tokens-clamped");

    private HeaderNames() {}
}
