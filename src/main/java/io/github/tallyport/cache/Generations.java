package io.github.tallyport.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * After which purge an answer was asked for: what was asked for before the last one that concerns it is not given any more. As
 * many numbers are kept as there are tenants, at most. Thread-safe.
 */
final class Generations {
    private final ConcurrentMap<String, Long> tenants = new ConcurrentHashMap<>();
    private volatile long all;
    private volatile long newest;

    /** The number of the last purge that concerns an answer; 0 before there was one. */
    long of(Sharing sharing) {
        return switch (sharing) {
            case Sharing.OfTenant(String tenant) -> of(tenant);
            case Sharing.OfKey(String tenant, String _) -> of(tenant);
            case Sharing.OfOneRequest(String tenant) -> of(tenant);
            case Sharing.OfAll _ -> newest;
        };
    }

    private long of(String tenant) {
        return Math.max(all, tenants.getOrDefault(tenant, 0L));
    }

    /**
     * Another purge; numbers rise.
     *
     * @param tenant null for all
     */
    synchronized void purged(@Nullable String tenant, long number) {
        if (tenant == null) {
            all = Math.max(all, number);
        } else {
            tenants.merge(tenant, number, Math::max);
        }
        newest = Math.max(newest, number);
    }

    /** The highest number there was; 0 before there was one. */
    long newest() {
        return newest;
    }
}
