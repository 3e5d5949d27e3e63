package io.github.tallyport.tenancy;

import io.github.tallyport.fault.TenancyFaults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Issues keys and takes them back; every replica acts on it within two seconds. All calls block: never from an event loop. A
 * write about a key that is not there fails with a {@link io.github.tallyport.fault.Refusal}, 404, and about a declared one
 * with 409.
 */
public final class Keys {
    private final KeyTable table;
    private final SecretTable secrets;
    private final Declared declared;
    private final TransactionOperations transactions;
    private final ChangeLog changes;
    private final Pepper pepper;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random good for secrets */
    Keys(
            KeyTable table,
            SecretTable secrets,
            Declared declared,
            TransactionOperations transactions,
            ChangeLog changes,
            Pepper pepper,
            RandomGenerator random,
            InstantSource clock) {
        this.table = table;
        this.secrets = secrets;
        this.declared = declared;
        this.transactions = transactions;
        this.changes = changes;
        this.pepper = pepper;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A new key; what is returned is the only place its secret is ever in.
     *
     * @throws io.github.tallyport.fault.Refusal 404 when there is no such tenant, 409 when it is declared
     */
    public IssuedKey issue(String tenant, NewKey key) {
        if (declared.tenants().containsKey(tenant)) {
            throw TenancyFaults.tenantDeclared(tenant).refusal();
        }
        String id = KeyText.newId(random);
        String secret = KeyText.newSecret(id, random);
        return transactions.execute(transaction -> {
            Instant now = clock.instant();
            if (!table.insert(tenant, id, key, now)) {
                throw TenancyFaults.tenantNotFound(tenant).refusal();
            }
            secrets.insert(id, 1, secret, now);
            return new IssuedKey(changed(id), secret);
        });
    }

    public Optional<Key> find(String id) {
        Key found = declared.keys().get(id);
        return found == null ? table.find(id) : Optional.of(found);
    }

    /**
     * A tenant's: the declared ones by id, and after them the stored ones by id; none when there is no such tenant.
     *
     * @param after the last id that was seen; null from the start
     * @param limit 1 or more
     */
    public Page<Key> list(String tenant, @Nullable String after, int limit) {
        NavigableMap<String, Key> own = new TreeMap<>(declared.keys());
        own.values().removeIf(key -> !key.tenant().equals(tenant));
        return new Listing<>(own, declared.keys().keySet(), Key::id, (id, most) -> table.after(tenant, id, most))
                .page(after, limit);
    }

    /**
     * @param version of the key this change was made from
     * @throws Stale when it has another by now
     */
    public Key change(String id, long version, KeyChange change) {
        refuseDeclared(id);
        return transactions.execute(transaction -> {
            if (!table.update(id, version, change)) {
                throw new Stale("key " + required(id).id(), version);
            }
            return changed(id);
        });
    }

    /** Not good until it is enabled again. Done twice it changes nothing. */
    public Key disable(String id) {
        refuseDeclared(id);
        return transactions.execute(
                transaction -> table.enabled().off(id, clock.instant()) ? changed(id) : required(id));
    }

    public Key enable(String id) {
        refuseDeclared(id);
        return transactions.execute(transaction -> table.enabled().on(id) ? changed(id) : required(id));
    }

    /** For ever, with all its secrets: what it was. */
    public Key delete(String id) {
        refuseDeclared(id);
        return transactions.execute(transaction -> {
            Key last = required(id);
            while (!table.delete(id, last.version())) {
                last = required(id);
            }
            changes.keyChanged(id);
            return last;
        });
    }

    /**
     * Another secret for the same key. Those before it stay good for the grace, or as long as an earlier grace said if that
     * is shorter; of one key five are kept.
     *
     * @param grace 0 or more; with 0 only the new secret is good
     */
    public IssuedKey rotate(String id, Duration grace) {
        refuseDeclared(id);
        if (grace.isNegative()) {
            throw new IllegalArgumentException("a grace is 0 or more");
        }
        return transactions.execute(transaction -> {
            if (!table.lock(id)) {
                throw TenancyFaults.keyNotFound(id).refusal();
            }
            long version = required(id).version();
            Instant now = clock.instant();
            String secret = KeyText.newSecret(id, random);
            secrets.end(id, now, now.plus(grace));
            secrets.insert(id, version, secret, now);
            secrets.trim(id);
            return new IssuedKey(changed(id), secret);
        });
    }

    /**
     * Notes when keys were last used; an earlier time than the one that is known changes nothing. Not a change that replicas
     * hear of, and no new version. Keys that are not there any more are passed over.
     */
    public void used(Map<String, Instant> lastUses) {
        transactions.executeWithoutResult(transaction -> table.used(lastUses));
    }

    /** A new id and secret, kept nowhere: for a key that is to be declared. */
    public DrawnKey draw() {
        String secret = KeyText.newSecret(KeyText.newId(random), random);
        return new DrawnKey(hashed(secret), secret);
    }

    /**
     * What a secret is declared as.
     *
     * @throws io.github.tallyport.fault.Refusal 400 when it cannot be one
     */
    public HashedKey hashed(String secret) {
        if (!KeyText.isWellFormed(secret)) {
            throw TenancyFaults.notASecret().refusal();
        }
        return new HashedKey(KeyText.id(secret), pepper.fingerprint(secret).hex(), KeyText.redacted(secret));
    }

    private void refuseDeclared(String id) {
        if (declared.keys().containsKey(id)) {
            throw TenancyFaults.keyDeclared(id).refusal();
        }
    }

    private Key changed(String id) {
        Key now = required(id);
        changes.keyChanged(id);
        return now;
    }

    private Key required(String id) {
        return find(id).orElseThrow(() -> TenancyFaults.keyNotFound(id).refusal());
    }
}
