package io.github.tallyport.quota;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Admits everything while Redis is away, and only notes what it came to. */
final class OpenQuota implements Quota {
    private static final String ID = "open";

    private final Owed owed;

    OpenQuota(Owed owed) {
        this.owed = owed;
    }

    @Override
    public Mono<Decision> reserve(Claim claim) {
        return Mono.fromSupplier(
                () -> new Decision.Granted(new Reservation(ID, claim, claim.cap()), claim.cap(), full(claim.limits())));
    }

    @Override
    public void settle(Reservation reservation, Used used) {
        if (reservation.id().equals(ID) && reservation.settle()) {
            owed.add(reservation.claim(), used);
        }
    }

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        return Mono.fromSupplier(() -> full(limits));
    }

    private static List<Balance> full(List<Limit> limits) {
        return limits.stream()
                .map(limit -> new Balance(limit, Amounts.of(limit), Duration.ZERO))
                .toList();
    }
}
