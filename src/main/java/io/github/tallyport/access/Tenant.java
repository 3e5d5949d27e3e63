package io.github.tallyport.access;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who holds keys and gets one bill.
 *
 * @param disabledAt since when none of its keys is good, or null
 * @param version rises with every change
 */
public record Tenant(
        String id,
        String name,
        ZoneId zone,
        OnDisconnect onDisconnect,
        AllowList models,
        @Nullable Instant disabledAt,
        Instant createdAt,
        long version) {}
