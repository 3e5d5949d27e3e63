package io.github.tallyport.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key to be issued.
 *
 * @param name for people; 1 to 200 characters
 * @param models narrows the tenant's
 * @param expiresAt the first moment it is no longer good, or null for never
 */
public record NewKey(
        String name, AllowList models, @Nullable Instant expiresAt) {
    private static final int LONGEST_NAME = 200;

    public NewKey {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a key's name has 1 to " + LONGEST_NAME + " characters");
        }
    }

    /** All of the tenant's models, for ever. */
    public static NewKey named(String name) {
        return new NewKey(name, AllowList.ALL, null);
    }
}
