package io.github.tallyport.tenancy;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who holds keys and gets one bill.
 *
 * @param zone where its days and months begin
 * @param terms what all its keys together may use
 * @param disabledAt since when none of its keys is good, or null
 * @param version rises with every change
 * @param declared whether it is given in the configuration, and so cannot be changed here
 */
public record Tenant(
        String id,
        String name,
        ZoneId zone,
        Policies policies,
        Terms terms,
        @Nullable Instant disabledAt,
        Instant createdAt,
        long version,
        boolean declared) {}
