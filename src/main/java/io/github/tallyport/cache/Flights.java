package io.github.tallyport.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers on their way that others may still wait for: as many as there are requests under way, at most. Thread-safe. */
final class Flights {
    /** Events tell their client's name of the model, so that who has another cannot share them. */
    private record Place(CacheKey key, String model) {}

    private final ConcurrentMap<Place, Flight> flights = new ConcurrentHashMap<>();
    private final LongAdder held = new LongAdder();

    /**
     * The flight of a key, made where there is none.
     *
     * @param found looks once more whether there is an answer by now, as flights go when their answers are kept
     */
    Recalled join(
            CacheKey key,
            Wants wants,
            Function<CacheKey, Recalled.@Nullable Hit> found,
            Function<CacheKey, Flight> made) {
        Recalled[] recalled = new Recalled[1];
        flights.compute(new Place(key, wants.model()), (_, flying) -> {
            Passenger passenger = flying == null ? null : flying.board(wants);
            if (passenger != null) {
                recalled[0] = new Recalled.Joined(passenger);
                return flying;
            }
            Recalled answer = found.apply(key);
            if (answer != null) {
                recalled[0] = answer;
                return null;
            }
            Flight flight = made.apply(key);
            recalled[0] = Recalled.Led.of(flight, wants);
            return flight;
        });
        return recalled[0];
    }

    void closed(Flight flight) {
        flights.remove(new Place(flight.plan().quest().key(), flight.plan().model()), flight);
    }

    /** Where flights count the bytes that they hold for those aboard. */
    LongAdder held() {
        return held;
    }

    int count() {
        return flights.size();
    }
}
