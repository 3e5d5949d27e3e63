package io.github.tallyport.quota;

import java.util.List;
import reactor.core.publisher.Mono;

/** Before a test has opened one. */
final class NoQuota implements Quota {
    @Override
    public Mono<Decision> reserve(Claim claim) {
        return Mono.error(new IllegalStateException("not opened"));
    }

    @Override
    public void settle(Reservation reservation, Used used) {
        throw new IllegalStateException("not opened");
    }

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        return Mono.error(new IllegalStateException("not opened"));
    }
}
