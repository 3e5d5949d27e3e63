package io.github.tallyport.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.tallyport.tenancy.Fingerprint;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Secrets seen lately: those that belong to a key, until a change says otherwise, and those that belong to none, for a
 * moment only. Both are bounded, and apart: whoever tries keys drives nobody's out.
 */
final class KeyMemory {
    private final Cache<Fingerprint, KnownKey> known;
    private final Cache<Fingerprint, Boolean> unknown;
    private final Consumer<KnownKey> leaving;
    private volatile long seen = -1;

    /** @param leaving gets every key that is about to be forgotten; must not block */
    KeyMemory(AccessProperties.Keys properties, Consumer<KnownKey> leaving) {
        this.leaving = leaving;
        known = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(properties.known())
                .recordStats()
                .<Fingerprint, KnownKey>evictionListener((_, key, _) -> leaving.accept(key))
                .build();
        unknown = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(properties.unknown())
                .recordStats()
                .expireAfterWrite(properties.unknownFor())
                .build();
    }

    @Nullable
    KnownKey find(Fingerprint fingerprint) {
        return known.getIfPresent(fingerprint);
    }

    boolean isUnknown(Fingerprint fingerprint) {
        return unknown.getIfPresent(fingerprint) != null;
    }

    /**
     * Keeps a finding unless a change came in between. It is put first and questioned afterwards: {@link #forget} raises the
     * number first and removes afterwards, so that whichever comes second sees the other.
     */
    void remember(Fingerprint fingerprint, LookedUp found) {
        if (found.key() == null) {
            unknown.put(fingerprint, true);
        } else {
            known.put(fingerprint, found.key());
        }
        if (found.asOf() < seen) {
            known.invalidate(fingerprint);
            unknown.invalidate(fingerprint);
        }
    }

    /** @param upTo the newest change that is taken account of hereby */
    void forget(long upTo, Set<String> tenants, Set<String> keys) {
        seen = upTo;
        unknown.invalidateAll();
        known.asMap()
                .values()
                .removeIf(one -> (tenants.contains(one.tenant()) || keys.contains(one.key())) && left(one));
    }

    private boolean left(KnownKey key) {
        leaving.accept(key);
        return true;
    }

    void forgetAll(long upTo) {
        seen = upTo;
        unknown.invalidateAll();
        known.asMap().values().removeIf(this::left);
    }

    void forEachKey(Consumer<KnownKey> each) {
        known.asMap().values().forEach(each);
    }

    /** Both kinds by name, for meters. */
    Map<String, Cache<?, ?>> caches() {
        return Map.of("keys", known, "unknown-keys", unknown);
    }

    /** Secrets remembered, of both kinds; settles what the caches still have to evict. */
    long size() {
        known.cleanUp();
        unknown.cleanUp();
        return known.estimatedSize() + unknown.estimatedSize();
    }
}
