package io.github.tallyport.access;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.tallyport.fault.KeyFaults;
import io.github.tallyport.signals.Signals;
import io.github.tallyport.tenancy.Declared;
import io.github.tallyport.tenancy.Fingerprint;
import io.github.tallyport.tenancy.KeyText;
import io.github.tallyport.tenancy.Pepper;
import io.github.tallyport.tenancy.Secrets;
import io.github.tallyport.tenancy.Tenancy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import reactor.core.publisher.Mono;

/** Says who is calling. Thread-safe; never blocks. */
public final class Callers implements AutoCloseable {
    private final Secrets secrets;
    private final Map<Fingerprint, KnownKey> declared;
    private final Pepper pepper;
    private final InstantSource clock;
    private final Signals signals;
    private final Duration lastUsedFlush;
    private final Outage outage = Outage.ofLookups();
    private final LastUses uses;
    private final KeyMemory memory;
    private final ChangeFeed changes;
    private final Lookups lookups;

    Callers(
            Tenancy tenancy,
            Declared declared,
            Pepper pepper,
            Signals signals,
            PropagationListener listener,
            AccessProperties.Keys properties,
            InstantSource clock) {
        this.secrets = tenancy.secrets();
        this.declared = declared.holders().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> KnownKey.of(one.getValue())));
        this.signals = signals;
        this.lastUsedFlush = properties.lastUsedFlush();
        this.pepper = pepper;
        this.clock = clock;
        this.uses = new LastUses(tenancy.keys()::used, this::forEachKey, LastUses.MOST);
        this.memory = new KeyMemory(properties, uses::note);
        this.changes = new ChangeFeed(secrets, memory, outage, listener, clock, properties.poll());
        this.lookups = new Lookups(this::lookUp, properties);
    }

    void start() {
        changes.start(signals);
        uses.start(lastUsedFlush);
    }

    /** What remembers keys, by name, for meters. */
    public Map<String, Cache<?, ?>> caches() {
        return memory.caches();
    }

    private void forEachKey(Consumer<KnownKey> each) {
        memory.forEachKey(each);
    }

    /**
     * The caller, at once for a key that is declared or was used before; otherwise after a look-up, on a thread of its own.
     *
     * <p>Fails with a {@link io.github.tallyport.fault.Refusal}: 401 for a key that is missing, unknown, disabled (or its
     * tenant) or expired; 503 when the keys cannot be asked for now.
     *
     * @param authorization the header's value; only the scheme {@code Bearer} counts
     * @param apiKey the value of {@code api-key} or {@code x-api-key}; counts when the other header has no key
     */
    public Mono<Caller> identify(@Nullable String authorization, @Nullable String apiKey) {
        String secret = BearerKey.of(authorization, apiKey);
        if (secret == null) {
            return Mono.error(KeyFaults.missing().refusal());
        }
        if (!KeyText.isWellFormed(secret)) {
            return unknown(secret);
        }
        Fingerprint fingerprint = pepper.fingerprint(secret);
        KnownKey given = declared.get(fingerprint);
        KnownKey known = given == null ? memory.find(fingerprint) : given;
        if (known != null) {
            return known.at(clock.millis());
        }
        return memory.isUnknown(fingerprint) ? unknown(secret) : firstUse(fingerprint, secret);
    }

    private Mono<Caller> firstUse(Fingerprint fingerprint, String secret) {
        return Mono.fromFuture(() -> lookups.of(fingerprint), true)
                .onErrorMap(Callers::isOutage, this::unavailable)
                .flatMap(found -> found.key() == null ? unknown(secret) : firstUse(found.key()));
    }

    /** Noted at once: in a memory that is full, the key may be forgotten already. */
    private Mono<Caller> firstUse(KnownKey key) {
        Mono<Caller> caller = key.at(clock.millis());
        uses.note(key);
        return caller;
    }

    /** Looks again before it asks: somebody else's look-up may have ended since this one was wanted. */
    private LookedUp lookUp(Fingerprint fingerprint) {
        KnownKey known = memory.find(fingerprint);
        if (known != null) {
            return new LookedUp(0, known);
        }
        LookedUp found = LookedUp.of(secrets.find(fingerprint));
        memory.remember(fingerprint, found);
        return found;
    }

    private static Mono<Caller> unknown(String secret) {
        return Mono.error(KeyFaults.unknown(KeyText.redacted(secret)).refusal());
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof DataAccessException
                || failure instanceof TimeoutException
                || failure instanceof Lookups.Unanswered;
    }

    private Throwable unavailable(Throwable failure) {
        outage.noticed(failure);
        return KeyFaults.unavailable().refusal();
    }

    @Override
    public void close() {
        changes.close();
        lookups.close();
        uses.close();
    }
}
