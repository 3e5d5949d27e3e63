package io.github.tallyport.quota;

import java.time.Duration;
import java.util.List;

/** What became of a claim. */
public sealed interface Decision {
    /** How the claim's limits stand after the decision, in the claim's order. */
    List<Balance> balances();

    /**
     * Reserved until it is settled.
     *
     * @param cap tokens that one choice of the answer may have; less than was asked for when the claim was shortened
     */
    record Granted(Reservation reservation, long cap, List<Balance> balances) implements Decision {}

    /**
     * Nothing was reserved and nothing changed.
     *
     * @param limit which is short; of several the one with the longest wait
     * @param wanted of it, in its own unit: the least that the claim would have taken
     * @param pause until it may be asked for again; {@link #NEVER} when the limit itself is smaller than what is wanted
     */
    record Refused(Limit limit, long wanted, Duration pause, List<Balance> balances) implements Decision {
        public static final Duration NEVER = Duration.ofMillis(Long.MAX_VALUE);
    }
}
