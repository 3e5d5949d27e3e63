package io.github.tallyport.quota;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Counts where another does, and notes how limits stand after each decision: nobody is asked for the sake of a meter. A request
 * costs one note and one correction, whatever the number of its limits: those of a caller are one list as long as they last.
 */
final class Noted implements Quota, LimitWatch {
    private static final long OF_LATE_MILLIS = 60_000;
    /** Callers that are noted at a time; of more, those that come later are not. */
    private static final int CALLERS = 20_000;

    private final ConcurrentMap<Same, Note> notes = new ConcurrentHashMap<>();
    private final List<BiConsumer<String, Limit>> listeners = new CopyOnWriteArrayList<>();
    private final Quota home;
    private final InstantSource clock;

    Noted(Quota home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Mono<Decision> reserve(Claim claim) {
        return home.reserve(claim).doOnNext(decision -> note(claim, decision));
    }

    private void note(Claim claim, Decision decision) {
        Same limits = new Same(claim.limits());
        if (notes.size() < CALLERS || notes.containsKey(limits)) {
            notes.put(limits, new Note(claim.tenant(), decision.balances(), clock.millis(), 0, 0, 0));
        }
        if (decision instanceof Decision.Refused refused) {
            listeners.forEach(listener -> listener.accept(claim.tenant(), refused.limit()));
        }
    }

    @Override
    public void settle(Reservation reservation, Used used) {
        home.settle(reservation, used);
        long tokens = reservation.tokens() - used.tokens();
        long cost = reservation.cost() - used.cost();
        notes.computeIfPresent(new Same(reservation.claim().limits()), (_, note) -> note.settled(tokens, cost));
    }

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        return home.balances(tenant, limits);
    }

    @Override
    public List<Left> remaining() {
        long now = clock.millis();
        notes.values().removeIf(note -> now - note.at() > OF_LATE_MILLIS);
        Map<Place, Left> latest = new HashMap<>();
        notes.values().stream()
                .sorted(Comparator.comparingLong(Note::at))
                .forEach(note -> note.balances()
                        .forEach(balance -> latest.put(Place.of(balance.limit()), note.left(balance, now))));
        return List.copyOf(leastOfKeys(latest));
    }

    private static Collection<Left> leastOfKeys(Map<Place, Left> latest) {
        return latest.entrySet().stream()
                .collect(Collectors.toMap(
                        one -> one.getKey().shown(one.getValue().tenant()),
                        Map.Entry::getValue,
                        BinaryOperator.minBy(Comparator.comparingLong(Left::left))))
                .values();
    }

    @Override
    public void whenRefused(BiConsumer<String, Limit> listener) {
        listeners.add(listener);
    }

    /** The very list, which is quicker to tell than what is in it. */
    private record Same(List<Limit> limits) {
        @Override
        @SuppressWarnings("ReferenceEquality") // is what it is for
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && limits == same.limits;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(limits);
        }
    }

    /** What was given back since: leases, tokens and nano-yuan. */
    private record Note(String tenant, List<Balance> balances, long at, long leases, long tokens, long cost) {
        Note settled(long moreTokens, long moreCost) {
            return new Note(tenant, balances, at, leases + 1, tokens + moreTokens, cost + moreCost);
        }

        Left left(Balance balance, long now) {
            long amount = Amounts.of(balance.limit());
            long back = switch (balance.limit()) {
                case Limit.Rate rate ->
                    (rate.unit() == Limit.Unit.TOKENS ? tokens : 0) + refilled(balance, amount, now);
                case Limit.Concurrency _ -> leases;
                case Limit.Budget _ -> cost;
            };
            return new Left(tenant, balance.limit(), Math.min(amount, balance.left() + back));
        }

        private long refilled(Balance balance, long amount, long now) {
            long full = balance.full().toMillis();
            long gap = amount - balance.left();
            if (full <= 0 || gap <= 0) {
                return 0;
            }
            long since = Math.clamp(now - at, 0, full);
            return gap / full * since + gap % full * since / full;
        }
    }

    private record Place(Whose whose, String kind) {
        static Place of(Limit limit) {
            return new Place(
                    limit.whose(),
                    switch (limit) {
                        case Limit.Rate rate -> rate.unit().name();
                        case Limit.Concurrency _ -> "LEASES";
                        case Limit.Budget budget -> budget.window().period().name();
                    });
        }

        /** Limits that differ in nothing but the key are shown as one. */
        List<@Nullable Object> shown(String tenant) {
            List<@Nullable Object> all = new ArrayList<>();
            all.add(tenant);
            all.add(whose.scope());
            all.add(whose.model());
            all.add(kind);
            return all;
        }
    }
}
