package io.github.tallyport.quota;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Counts where another does, and notes how limits stand after each decision: nobody is asked for the sake of a meter. */
final class Noted implements Quota, LimitWatch {
    private static final long OF_LATE_MILLIS = 60_000;
    /** Limits that are noted at a time; of more, those that come later are not. */
    private static final int LIMITS = 20_000;

    private record Place(Whose whose, String kind) {
        static Place of(Limit limit) {
            return new Place(
                    limit.whose(),
                    switch (limit) {
                        case Limit.Rate rate -> rate.unit() == Limit.Unit.REQUESTS ? "requests" : "tokens";
                        case Limit.Concurrency _ -> "leases";
                        case Limit.Budget budget -> budget.window().period().name();
                    });
        }
    }

    private record Note(String tenant, Balance balance, long at) {
        Note plus(long more) {
            long left = Math.min(Saturated.sum(balance.left(), more), Amounts.of(balance.limit()));
            return new Note(tenant, new Balance(balance.limit(), left, balance.full()), at);
        }

        Left left(long now) {
            return new Left(tenant, balance.limit(), balance.left() + refilled(now));
        }

        private long refilled(long now) {
            long gap = Amounts.of(balance.limit()) - balance.left();
            long full = balance.full().toMillis();
            return full <= 0 || gap <= 0 ? 0 : (long) (gap * Math.min(1.0, Math.max(0, now - at) / (double) full));
        }
    }

    private final ConcurrentMap<Place, Note> notes = new ConcurrentHashMap<>();
    private final List<BiConsumer<String, Limit>> listeners = new CopyOnWriteArrayList<>();
    private final Quota home;
    private final InstantSource clock;

    Noted(Quota home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Mono<Decision> reserve(Claim claim) {
        return home.reserve(claim).doOnNext(decision -> note(claim.tenant(), decision));
    }

    private void note(String tenant, Decision decision) {
        long now = clock.millis();
        for (Balance balance : decision.balances()) {
            Place place = Place.of(balance.limit());
            if (notes.size() < LIMITS || notes.containsKey(place)) {
                notes.put(place, new Note(tenant, balance, now));
            }
        }
        if (decision instanceof Decision.Refused refused) {
            listeners.forEach(listener -> listener.accept(tenant, refused.limit()));
        }
    }

    @Override
    public void settle(Reservation reservation, Used used) {
        home.settle(reservation, used);
        Used held = new Used(reservation.tokens(), reservation.cost());
        for (Limit limit : reservation.claim().limits()) {
            long back = back(limit, held, used);
            if (back != 0) {
                notes.computeIfPresent(Place.of(limit), (_, note) -> note.plus(back));
            }
        }
    }

    private static long back(Limit limit, Used held, Used used) {
        return limit instanceof Limit.Concurrency ? 1 : Amounts.wanted(limit, held) - Amounts.wanted(limit, used);
    }

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        return home.balances(tenant, limits);
    }

    @Override
    public List<Left> remaining() {
        long now = clock.millis();
        notes.values().removeIf(note -> now - note.at() > OF_LATE_MILLIS);
        return new ArrayList<>(notes.values().stream()
                .map(note -> note.left(now))
                .collect(Collectors.toMap(
                        Noted::shown, left -> left, BinaryOperator.minBy(Comparator.comparingLong(Left::left))))
                .values());
    }

    /** Limits that differ in nothing else are shown as one. */
    private static List<@Nullable Object> shown(Left left) {
        Place place = Place.of(left.limit());
        List<@Nullable Object> all = new ArrayList<>();
        all.add(left.tenant());
        all.add(place.whose().scope());
        all.add(place.whose().model());
        all.add(place.kind());
        return all;
    }

    @Override
    public void whenRefused(BiConsumer<String, Limit> listener) {
        listeners.add(listener);
    }
}
