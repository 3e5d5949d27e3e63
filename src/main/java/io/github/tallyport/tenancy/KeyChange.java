package io.github.tallyport.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that can be changed of a key, as it shall be.
 *
 * @param name for people; 1 to 200 characters
 * @param expiresAt the first moment it is no longer good, or null for never; one that has passed ends the key
 */
public record KeyChange(String name, Terms terms, @Nullable Instant expiresAt) {
    public KeyChange {
        Name.check("a key", name);
    }
}
