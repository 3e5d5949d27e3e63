package io.github.tallyport.quota;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** A home that others share, and what this replica has seen of it: nobody asks Redis for the sake of a meter. */
final class Watched implements Quota, Holdings {
    /** By tenant; as many as there are tenants with budgets. */
    private final ConcurrentMap<String, List<Balance>> seen = new ConcurrentHashMap<>();

    private final Set<Reservation> live = ConcurrentHashMap.newKeySet();
    private final Quota home;
    private final InstantSource clock;

    Watched(Quota home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Mono<Decision> reserve(Claim claim) {
        return home.reserve(claim).doOnNext(decision -> {
            if (decision instanceof Decision.Granted granted) {
                live.add(granted.reservation());
            }
            remember(claim.tenant(), decision.balances());
        });
    }

    private void remember(String tenant, List<Balance> balances) {
        if (balances.stream().anyMatch(balance -> balance.limit() instanceof Limit.Budget)) {
            seen.put(tenant, balances);
        }
    }

    @Override
    public void settle(Reservation reservation, Used used) {
        live.remove(reservation);
        home.settle(reservation, used);
    }

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        return home.balances(tenant, limits);
    }

    @Override
    public long live() {
        return live.size();
    }

    @Override
    public OptionalLong unaccounted() {
        return OptionalLong.empty();
    }

    @Override
    public Map<String, List<Balance>> budgets() {
        Instant now = clock.instant();
        return seen.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> one.getValue().stream()
                                .filter(balance -> runs(balance, now))
                                .toList()));
    }

    private static boolean runs(Balance balance, Instant now) {
        return balance.limit() instanceof Limit.Budget budget
                && now.isBefore(budget.window().end());
    }
}
