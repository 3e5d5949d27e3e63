package io.github.tallyport.gateway;

import io.github.tallyport.edge.RequestId;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What browsers are told, for whichever kind of response it goes into. Off, nothing is ever said, and a browser refuses.
 * Credentials (cookies) are never allowed: keys travel in a header that the page itself must set.
 */
final class Cors {
    private static final String ANY = "*";
    private static final String METHODS = "GET, POST, OPTIONS";

    private static final String ALLOWED_HEADERS = Stream.concat(
                    Stream.of("authorization", "content-type", "x-request-id", "idempotency-key", "cache-control"),
                    Stream.of(
                                    "arch",
                                    "async",
                                    "helper-method",
                                    "lang",
                                    "os",
                                    "package-version",
                                    "read-timeout",
                                    "retry-count",
                                    "runtime",
                                    "runtime-version",
                                    "timeout")
                            .map(name -> "x-stainless-" + name))
            .collect(Collectors.joining(", "));

    /** The wildcard does not stand for a prefix, and SDKs send {@code authorization}: every name is written out. */
    private static final String EXPOSED_HEADERS = String.join(
            ", ",
            List.of(
                    RequestId.HEADER,
                    "retry-after",
                    "retry-after-ms",
                    "x-should-retry",
                    "x-ratelimit-limit-requests",
                    "x-ratelimit-limit-tokens",
                    "x-ratelimit-remaining-requests",
                    "x-ratelimit-remaining-tokens",
                    "x-ratelimit-reset-requests",
                    "x-ratelimit-reset-tokens",
                    "age",
                    "x-tallyport-cache",
                    "x-tallyport-cost",
                    "x-tallyport-cost-currency",
                    "x-tallyport-max-tokens-clamped"));

    private final Set<String> origins;
    private final String maxAge;

    Cors(CorsProperties properties) {
        origins = Set.copyOf(properties.allowedOrigins());
        maxAge = Long.toString(properties.maxAge().toSeconds());
    }

    /** Whether a request only asks what it may do; it has no key, and is answered before one is looked for. */
    static boolean isPreflight(String method, @Nullable String origin, @Nullable String requestedMethod) {
        return method.equals("OPTIONS") && origin != null && requestedMethod != null;
    }

    /** Headers of the answer to a preflight, whose status is 204. */
    void preflight(@Nullable String origin, BiConsumer<String, String> header) {
        if (allows(origin, header)) {
            header.accept("access-control-allow-methods", METHODS);
            header.accept("access-control-allow-headers", ALLOWED_HEADERS);
            header.accept("access-control-max-age", maxAge);
        }
    }

    /** Headers of any other answer, errors too. */
    void answer(@Nullable String origin, BiConsumer<String, String> header) {
        if (allows(origin, header)) {
            header.accept("access-control-expose-headers", EXPOSED_HEADERS);
        }
    }

    private boolean allows(@Nullable String origin, BiConsumer<String, String> header) {
        if (origins.isEmpty()) {
            return false;
        }
        if (origins.contains(ANY)) {
            header.accept("access-control-allow-origin", ANY);
            return origin != null;
        }
        header.accept("vary", "origin");
        if (origin == null || !origins.contains(origin)) {
            return false;
        }
        header.accept("access-control-allow-origin", origin);
        return true;
    }
}
