package io.github.tallyport.access;

import io.github.tallyport.fault.KeyFaults;
import io.github.tallyport.tenancy.Holder;
import reactor.core.publisher.Mono;

/** A secret that belongs to a key, good or not, as of one moment in the database. */
final class KnownKey {
    private static final long USE_STEP = 1000;

    private final Caller caller;
    private final boolean disabled;
    private final long end;
    /** Made once: the cached case costs a request nothing here. */
    private final Mono<Caller> good;

    /** Written at most once a second, so that requests on many threads do not fight for it. Epoch milliseconds. */
    private volatile long lastUse;

    private volatile long notedUse;

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
        if (now >= end) {
            return Mono.error(KeyFaults.expired().refusal());
        }
        if (now - lastUse >= USE_STEP) {
            lastUse = now;
        }
        return good;
    }

    /** When it last let somebody in, to the second, or 0 when that is as it was at the last call. */
    long newUse() {
        long use = lastUse;
        if (use == notedUse) {
            return 0;
        }
        notedUse = use;
        return use;
    }
}
