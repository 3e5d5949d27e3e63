package io.github.tallyport.cache;

import java.util.Objects;

/** What is remembered of a request. */
public sealed interface Recalled {
    /** Its answer. */
    record Hit(KeptAnswer answer) implements Recalled {}

    /** Somebody asks for the same already. */
    record Joined(Passenger passenger) implements Recalled {}

    /** Nobody does yet, and this one leads: it asks, or abandons the flight. */
    record Led(Passenger passenger) implements Recalled {
        static Led of(Flight justBegun, Wants wants) {
            return new Led(Objects.requireNonNull(justBegun.board(wants), "nobody else can have closed it"));
        }
    }
}
