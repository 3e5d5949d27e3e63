package io.github.tallyport.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What this replica holds in Redis: renewed while it is not settled, so that it ends soon after the replica does. Renewing also
 * sweeps what other replicas left behind, for every tenant that was seen of late.
 */
final class Leases {
    private static final Script RENEW = Script.named("renew", ScriptOutputType.INTEGER);
    private static final int RENEWED_AT_ONCE = 200;
    private static final Duration OF_LATE = Duration.ofMinutes(2);
    private static final int TENANTS_REMEMBERED = 10_000;

    /**
     * @param epoch of the counters that it is counted in
     * @param moment that it was reserved, in milliseconds since 1970 as Redis told it
     * @param since the same, in milliseconds of any beginning
     */
    record Held(Reservation reservation, String epoch, long moment, long since) {
        String tenant() {
            return reservation.claim().tenant();
        }
    }

    private final ConcurrentMap<String, Held> held = new ConcurrentHashMap<>();
    private final Cache<String, Boolean> tenants = Caffeine.newBuilder()
            .maximumSize(TENANTS_REMEMBERED)
            .expireAfterAccess(OF_LATE)
            .build();
    private final Line line;
    private final Terms terms;

    Leases(Line line, Terms terms) {
        this.line = line;
        this.terms = terms;
    }

    void add(Held one) {
        held.put(one.reservation().id(), one);
        if (tenants.getIfPresent(one.tenant()) == null) {
            tenants.put(one.tenant(), true);
        }
    }

    /** Null when it is not held, or not any more. */
    @Nullable
    Held remove(Reservation reservation) {
        return held.remove(reservation.id());
    }

    /**
     * What fails is renewed the next time: three times in the life of a lease. What takes longer than requests may is not
     * renewed any more, and twice that long nobody will settle it.
     */
    void renew() {
        long now = terms.now();
        long longest = terms.longest().toMillis();
        held.values().removeIf(one -> now - one.since() > 2 * longest);
        Map<String, List<String>> live = held.values().stream()
                .filter(one -> now - one.since() <= longest)
                .collect(Collectors.groupingBy(
                        Held::tenant,
                        Collectors.mapping(one -> one.reservation().id(), Collectors.toList())));
        live.forEach(this::renew);
        for (String tenant : tenants.asMap().keySet()) {
            if (!live.containsKey(tenant)) {
                renew(tenant, List.of());
            }
        }
    }

    private void renew(String tenant, List<String> ids) {
        int from = 0;
        do {
            int to = Math.min(ids.size(), from + RENEWED_AT_ONCE);
            List<String> arguments = new ArrayList<>(to - from + 3);
            arguments.add(terms.moment());
            arguments.add(terms.leaseMillis());
            arguments.add(terms.sweep());
            arguments.addAll(ids.subList(from, to));
            var _ = line.ask(RENEW, List.of(KeyNames.held(tenant), KeyNames.due(tenant)), arguments);
            from = to;
        } while (from < ids.size());
    }
}
