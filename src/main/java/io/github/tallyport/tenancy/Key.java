package io.github.tallyport.tenancy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A virtual key of a tenant, without its secrets.
 *
 * @param id public; part of the text of its secrets
 * @param redacted what may be shown of its newest secret
 * @param terms narrow the tenant's
 * @param expiresAt the first moment it is no longer good, or null for never
 * @param disabledAt since when it is not good, or null
 * @param lastUsedAt when it last let somebody in, as far as that has been noted, or null
 * @param version rises with every change and every rotation
 * @param declared whether it is given in the configuration, and so cannot be changed here
 */
public record Key(
        String id,
        String tenant,
        String name,
        String redacted,
        Terms terms,
        @Nullable Instant expiresAt,
        @Nullable Instant disabledAt,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        long version,
        boolean declared) {}
