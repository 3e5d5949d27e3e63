package io.github.tallyport.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key to be issued.
 *
 * @param name for people; 1 to 200 characters
 * @param terms narrow the tenant's
 * @param expiresAt the first moment it is no longer good, or null for never
 */
public record NewKey(String name, Terms terms, @Nullable Instant expiresAt) {
    public NewKey {
        Name.check("a key", name);
    }

    /** All that the tenant may use, for ever. */
    public static NewKey named(String name) {
        return new NewKey(name, Terms.OPEN, null);
    }
}
