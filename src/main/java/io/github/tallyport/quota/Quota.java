package io.github.tallyport.quota;

import java.util.List;
import reactor.core.publisher.Mono;

/** Where limits are counted. Thread-safe; nothing in here blocks. */
public interface Quota {
    /**
     * Reserves all that is claimed, or nothing. A budget that is not counted yet is first asked of the ledger.
     *
     * @return a decision; an error is a {@link io.github.tallyport.fault.Refusal} 503: it cannot be told what is left
     */
    Mono<Decision> reserve(Claim claim);

    /**
     * Puts what was used in the place of what was reserved, and ends the lease; every call but the first does nothing. What was
     * used beyond what was reserved is counted in full. Cannot fail for the caller: what cannot be settled now is settled
     * later or swept as spent.
     */
    void settle(Reservation reservation, Used used);

    /** How these limits stand, in their order; changes nothing, and errors like {@link #reserve}. */
    Mono<List<Balance>> balances(String tenant, List<Limit> limits);
}
