package io.github.tallyport.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the client said about its request, for those who read the ledger.
 *
 * @param userHash HMAC-SHA-256 of the client's own id of its end user, in hexadecimal
 * @param idempotencyHash the same of the idempotency key
 * @param metadata the request's own, at most 16 pairs
 */
public record Labels(@Nullable String userHash, @Nullable String idempotencyHash, Map<String, String> metadata) {
    public static final Labels NONE = new Labels(null, null, Map.of());

    public Labels {
        metadata = Map.copyOf(metadata);
    }
}
