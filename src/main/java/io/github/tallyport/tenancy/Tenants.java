package io.github.tallyport.tenancy;

import io.github.tallyport.fault.TenancyFaults;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes and changes tenants; every replica acts on it within two seconds. All calls block: never from an event loop. A write
 * about a tenant that is not there fails with a {@link io.github.tallyport.fault.Refusal}, 404, and about a declared one with
 * 409.
 */
public final class Tenants {
    private final TenantTable table;
    private final Declared declared;
    private final TransactionOperations transactions;
    private final ChangeLog changes;
    private final InstantSource clock;

    Tenants(
            TenantTable table,
            Declared declared,
            TransactionOperations transactions,
            ChangeLog changes,
            InstantSource clock) {
        this.table = table;
        this.declared = declared;
        this.transactions = transactions;
        this.changes = changes;
        this.clock = clock;
    }

    /** @throws io.github.tallyport.fault.Refusal 409 when the id is taken */
    public Tenant create(NewTenant tenant) {
        refuseDeclared(tenant.id());
        return transactions.execute(transaction -> {
            if (!table.insert(tenant, clock.instant())) {
                throw TenancyFaults.tenantExists(tenant.id()).refusal();
            }
            return changed(tenant.id());
        });
    }

    public Optional<Tenant> find(String id) {
        Tenant found = declared.tenants().get(id);
        return found == null ? table.find(id) : Optional.of(found);
    }

    /**
     * The declared ones by id, and after them the stored ones by id.
     *
     * @param after the last id that was seen; null from the start
     * @param limit 1 or more
     */
    public Page<Tenant> list(@Nullable String after, int limit) {
        return new Listing<>(declared.tenants(), declared.tenants().keySet(), Tenant::id, table::after)
                .page(after, limit);
    }

    /**
     * @param version of the tenant this change was made from
     * @throws Stale when it has another by now
     */
    public Tenant change(String id, long version, TenantChange change) {
        refuseDeclared(id);
        return transactions.execute(transaction -> {
            if (!table.update(id, version, change)) {
                throw new Stale("tenant " + required(id).id(), version);
            }
            return changed(id);
        });
    }

    /** None of its keys is good until it is enabled again. Done twice it changes nothing. */
    public Tenant disable(String id) {
        refuseDeclared(id);
        return transactions.execute(
                transaction -> table.enabled().off(id, clock.instant()) ? changed(id) : required(id));
    }

    /** The opposite; keys that were disabled themselves stay so. */
    public Tenant enable(String id) {
        refuseDeclared(id);
        return transactions.execute(transaction -> table.enabled().on(id) ? changed(id) : required(id));
    }

    /** Ids that are both declared and stored; what is stored under them does not count. */
    List<String> hidden() {
        return declared.tenants().keySet().stream()
                .filter(id -> table.find(id).isPresent())
                .toList();
    }

    private void refuseDeclared(String id) {
        if (declared.tenants().containsKey(id)) {
            throw TenancyFaults.tenantDeclared(id).refusal();
        }
    }

    private Tenant changed(String id) {
        Tenant now = required(id);
        changes.tenantChanged(id);
        return now;
    }

    private Tenant required(String id) {
        return find(id).orElseThrow(() -> TenancyFaults.tenantNotFound(id).refusal());
    }
}
