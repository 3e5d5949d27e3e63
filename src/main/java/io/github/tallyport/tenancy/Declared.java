package io.github.tallyport.tenancy;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tenants and keys that are given in the configuration: known without a database, and changed nowhere else. Immutable. */
public final class Declared {
    public static final Declared NONE = new Declared(List.of(), Map.of());

    private final NavigableMap<String, Tenant> tenants = new TreeMap<>();
    private final NavigableMap<String, Key> keys = new TreeMap<>();
    private final Map<Fingerprint, Holder> holders;

    /** @param holders of these tenants */
    Declared(Collection<Tenant> tenants, Map<Fingerprint, Holder> holders) {
        tenants.forEach(tenant -> this.tenants.put(tenant.id(), tenant));
        holders.values().forEach(holder -> keys.put(holder.key().id(), holder.key()));
        this.holders = Map.copyOf(holders);
    }

    /** Whose each declared secret is, good or not. */
    public Map<Fingerprint, Holder> holders() {
        return holders;
    }

    /** By id. */
    NavigableMap<String, Tenant> tenants() {
        return Collections.unmodifiableNavigableMap(tenants);
    }

    /** By id. */
    NavigableMap<String, Key> keys() {
        return Collections.unmodifiableNavigableMap(keys);
    }

    /**
     * Whose a stored secret really is: what is declared stands in the place of what is stored. A stored key that nobody can
     * see, because another is declared under its id, lets nobody in.
     */
    @Nullable
    Holder instead(Holder stored) {
        if (keys.containsKey(stored.key().id())) {
            return null;
        }
        Tenant tenant = tenants.getOrDefault(stored.tenant().id(), stored.tenant());
        return new Holder(tenant, stored.key(), stored.until());
    }
}
