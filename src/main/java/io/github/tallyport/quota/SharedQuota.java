package io.github.tallyport.quota;

import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.fault.Refusal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Counts in Redis while it answers, and in the way that was chosen while it does not; changes over by itself. */
final class SharedQuota implements Quota {
    private static final Logger LOG = LoggerFactory.getLogger(SharedQuota.class);

    private final Contact contact;
    private final Quota redis;
    private final Quota meanwhile;
    private final Sightings sightings;
    private final boolean tries;

    /** @param tries whether claims of budgets are worth a try in Redis as long as it may only be slow */
    SharedQuota(Contact contact, Quota redis, Quota meanwhile, Sightings sightings, boolean tries) {
        this.contact = contact;
        this.redis = redis;
        this.meanwhile = meanwhile;
        this.sightings = sightings;
        this.tries = tries;
    }

    @Override
    public Mono<Decision> reserve(Claim claim) {
        return contact.made() || isWorthATry(claim.limits())
                ? redis.reserve(claim)
                        .doOnNext(decision -> sightings.used(claim.tenant(), decision.balances()))
                        .onErrorResume(RedisAway.class, _ -> meanwhile.reserve(claim))
                        .onErrorMap(SharedQuota::refusal)
                : meanwhile.reserve(claim);
    }

    @Override
    public void settle(Reservation reservation, Used used) {
        redis.settle(reservation, used);
        meanwhile.settle(reservation, used);
    }

    @Override
    public Mono<List<Balance>> balances(String tenant, List<Limit> limits) {
        return contact.made() || isWorthATry(limits)
                ? redis.balances(tenant, limits)
                        .onErrorResume(RedisAway.class, _ -> meanwhile.balances(tenant, limits))
                        .onErrorMap(SharedQuota::refusal)
                : meanwhile.balances(tenant, limits);
    }

    private boolean isWorthATry(List<Limit> limits) {
        return tries && contact.worthATry() && LocalQuota.hasBudget(limits);
    }

    private static Throwable refusal(Throwable failure) {
        if (failure instanceof Refusal) {
            return failure;
        }
        LOG.warn("The ledger cannot tell what was spent: {}", failure.toString());
        return OperationFaults.storageUnavailable().refusal();
    }
}
