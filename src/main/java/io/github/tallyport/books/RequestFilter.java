package io.github.tallyport.books;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are listed.
 *
 * @param from received then or later; null for the first there is
 * @param to received before; null for the last there is
 * @param requestId as the client knows it; null for any
 */
public record RequestFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        Reach reach,
        @Nullable String requestId) {
    public static final RequestFilter ALL = new RequestFilter(null, null, Reach.ALL, null);
}
