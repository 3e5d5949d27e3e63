package io.github.tallyport.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose a secret is, good or not.
 *
 * @param until the first moment this secret is no longer good, or null for as long as the key is
 */
public record Holder(Tenant tenant, Key key, @Nullable Instant until) {
    /** The key, or its tenant. */
    public boolean isDisabled() {
        return key.disabledAt() != null || tenant.disabledAt() != null;
    }

    /** Epoch milliseconds: the first moment the secret, or its key, is no longer good; {@code Long.MAX_VALUE} for never. */
    public long end() {
        return Math.min(millis(key.expiresAt()), millis(until));
    }

    private static long millis(@Nullable Instant end) {
        return end == null ? Long.MAX_VALUE : end.toEpochMilli();
    }
}
