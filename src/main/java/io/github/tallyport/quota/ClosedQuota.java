package io.github.tallyport.quota;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.fault.Retry;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Admits nothing while Redis is away. */
final class ClosedQuota implements Quota {
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);

    static Refusal refusal() {
        return Fault.gateway(
                        503,
                        Fault.UNAVAILABLE,
                        "limits_unavailable",
                        "The gateway cannot tell what is left of your limits at the moment. Please try again later.",
                        new Retry.After(BACK_WITHIN))
                .refusal();
    }

    @Override
    public Mono<Decision> reserve(Claim claim) {
        return Mono.error(ClosedQuota::refusal);
    }

    @Override
    public void settle(Reservation reservation, Used used) {}

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        return Mono.error(ClosedQuota::refusal);
    }
}
