package io.github.tallyport.tenancy;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.signals.Signals;
import io.github.tallyport.storage.OpenDatabase;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/** Tenants and keys for the tests of any room. */
public final class TestTenancy {
    public static final String PEPPER = "a pepper for tests, 32 characters";
    public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    public static final NewTenant ACME = new NewTenant(
            "acme",
            "Acme",
            ZoneId.of("Asia/Shanghai"),
            new Policies(OnDisconnect.DRAIN, OnLowBudget.CLAMP, Caching.USUAL),
            Terms.allowing(AllowList.of("model-a", "model-b")));

    private TestTenancy() {}

    public static Tenancy over(OpenDatabase database, InstantSource clock) {
        return over(database, Declared.NONE, Signals.NONE, clock);
    }

    public static Tenancy over(OpenDatabase database, Declared declared, InstantSource clock) {
        return over(database, declared, Signals.NONE, clock);
    }

    public static Tenancy over(OpenDatabase database, Declared declared, Signals signals, InstantSource clock) {
        return Tenancy.over(
                database.operations(),
                database.transactions(),
                declared,
                new Pepper(PEPPER),
                signals,
                new SecureRandom(),
                clock);
    }

    /** As operators write them. */
    public static Declared declared(String yaml) {
        return Yaml.declared(yaml);
    }

    /** What a secret is declared with. */
    public static String hash(String secret) {
        return new Pepper(PEPPER).fingerprint(secret).hex();
    }

    /** Well-formed, and nobody's. */
    public static String strangersSecret() {
        RandomGenerator random = new SecureRandom();
        return KeyText.newSecret(KeyText.newId(random), random);
    }
}
