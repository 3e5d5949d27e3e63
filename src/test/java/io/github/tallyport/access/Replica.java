package io.github.tallyport.access;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.signals.Signals;
import io.github.tallyport.storage.OpenDatabase;
import io.github.tallyport.tenancy.Declared;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.Pepper;
import io.github.tallyport.tenancy.Tenancy;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.TestTenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Mono;

/** The access room of one gateway, on a database it may share with others, at a time of the test's choosing. */
final class Replica implements AutoCloseable {
    static final AccessProperties.Keys DEFAULTS = new AccessProperties.Keys(
            1000,
            100,
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofHours(1),
            4,
            100,
            Duration.ofSeconds(10));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(TestTenancy.START);
    private final Tenancy tenancy;
    private final Callers callers;

    Replica(OpenDatabase database) {
        this(database, Declared.NONE, Signals.NONE, DEFAULTS);
    }

    Replica(OpenDatabase database, Signals signals, AccessProperties.Keys properties) {
        this(database, Declared.NONE, signals, properties);
    }

    Replica(OpenDatabase database, Declared declared, Signals signals, AccessProperties.Keys properties) {
        InstantSource clock = now::get;
        tenancy = TestTenancy.over(database, declared, signals, clock);
        callers = new Callers(tenancy, declared, new Pepper(TestTenancy.PEPPER), signals, _ -> {}, properties, clock);
    }

    /** Begins to read what changed, as a running gateway does. */
    Replica started() {
        callers.start();
        return this;
    }

    Tenancy tenancy() {
        return tenancy;
    }

    Tenants tenants() {
        return tenancy.tenants();
    }

    Keys keys() {
        return tenancy.keys();
    }

    Callers callers() {
        return callers;
    }

    void at(Instant moment) {
        now.set(moment);
    }

    Caller identified(String secret) {
        return callers.identify("Bearer " + secret, null)
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    Fault refused(String secret) {
        return refused(callers.identify("Bearer " + secret, null));
    }

    static Fault refused(Mono<Caller> caller) {
        return caller.map(Caller::key)
                .flatMap(key -> Mono.<Fault>error(new AssertionError(key + " was let in")))
                .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.fault()))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    /** The code a secret is refused with, empty when it is let in: the expected one, or what it still was in the end. */
    String codeWithin(Duration time, String secret, String expected) {
        long end = System.nanoTime() + time.toNanos();
        String code = code(secret);
        while (!code.equals(expected) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            code = code(secret);
        }
        return code;
    }

    boolean letsIn(String secret) {
        return code(secret).isEmpty();
    }

    private String code(String secret) {
        return callers.identify("Bearer " + secret, null)
                .map(caller -> "")
                .onErrorResume(
                        Refusal.class,
                        refusal -> Mono.just(String.valueOf(refusal.fault().code())))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    @Override
    public void close() {
        callers.close();
    }
}
