package io.github.tallyport.fault;

import java.util.Map;

/** Why a request is not answered from what was answered before. */
public final class CacheFaults {
    private CacheFaults() {}

    /** {@code Cache-Control: only-if-cached}, and it is not: the status RFC 9111 wants. */
    public static Fault notCached() {
        return Fault.gateway(
                504,
                Fault.INVALID_REQUEST,
                "not_cached",
                "There is no answer in the cache, and the request asked for nothing else (Cache-Control:"
                        + " only-if-cached).",
                new Retry.Never());
    }

    public static Fault otherRequest() {
        return new Fault(
                409,
                Fault.INVALID_REQUEST,
                "idempotency_key_reused",
                null,
                "Another request has been sent with this Idempotency-Key. Use a new key for a new request.",
                Blame.CLIENT,
                new Retry.Never(),
                Map.of());
    }
}
