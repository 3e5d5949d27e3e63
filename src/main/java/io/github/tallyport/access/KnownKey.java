package io.github.tallyport.access;

import io.github.tallyport.fault.KeyFaults;
import io.github.tallyport.tenancy.Holder;
import reactor.core.publisher.Mono;

/** A secret that belongs to a key, good or not, as of one moment in the database. */
final class KnownKey {
    private final Caller caller;
    private final boolean disabled;
    private final long end;
    /** Made once: the cached case costs a request nothing here. */
    private final Mono<Caller> good;

    /**
     * @param disabled the key, or its tenant
     * @param end epoch milliseconds: the first moment the secret is no longer good; {@code Long.MAX_VALUE} for never
     */
    KnownKey(Caller caller, boolean disabled, long end) {
        this.caller = caller;
        this.disabled = disabled;
        this.end = end;
        this.good = Mono.just(caller);
    }

    static KnownKey of(Holder holder) {
        return new KnownKey(Caller.of(holder.tenant(), holder.key()), holder.isDisabled(), holder.end());
    }

    String tenant() {
        return caller.tenant();
    }

    String key() {
        return caller.key();
    }

    /** @param now epoch milliseconds */
    Mono<Caller> at(long now) {
        if (disabled) {
            return Mono.error(KeyFaults.disabled().refusal());
        }
        return now >= end ? Mono.error(KeyFaults.expired().refusal()) : good;
    }
}
