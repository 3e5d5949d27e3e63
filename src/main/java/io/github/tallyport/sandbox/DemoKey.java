package io.github.tallyport.sandbox;

import io.github.tallyport.access.Callers;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.storage.SecretFile;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.Tenants;
import java.time.Duration;

/**
 * The key of whoever sits at this laptop: made with its tenant on the first start, and the same on every later one.
 *
 * @param secret the whole text a client sends
 */
record DemoKey(String secret) {
    private static final String TENANT = "demo";
    private static final String UNKNOWN = "invalid_api_key";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * The key kept in the file; a new one when there is none, or when the database does not know it any more. One that was
     * disabled is not replaced: somebody wants to see that. Blocks; for the start only.
     */
    static DemoKey kept(SecretFile file, Tenants tenants, Keys keys, Callers callers) {
        if (tenants.find(TENANT).isEmpty()) {
            tenants.create(NewTenant.of(TENANT, "Sandbox"));
        }
        return file.read()
                .filter(secret -> isKnown(secret, callers))
                .map(DemoKey::new)
                .orElseGet(() -> issued(file, keys));
    }

    private static boolean isKnown(String secret, Callers callers) {
        try {
            callers.identify("Bearer " + secret, null).block(PATIENCE);
            return true;
        } catch (Refusal refusal) {
            if (refusal.fault().status() == 401) {
                return !UNKNOWN.equals(refusal.fault().code());
            }
            throw refusal;
        }
    }

    private static DemoKey issued(SecretFile file, Keys keys) {
        DemoKey made = new DemoKey(keys.issue(TENANT, NewKey.named("sandbox")).secret());
        file.write(made.secret());
        return made;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return TENANT;
    }
}
