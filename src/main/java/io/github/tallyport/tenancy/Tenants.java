package io.github.tallyport.tenancy;

import io.github.tallyport.fault.TenancyFaults;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes and changes tenants; every replica acts on it within two seconds. All calls block: never from an event loop. A write
 * about a tenant that is not there fails with a {@link io.github.tallyport.fault.Refusal}, 404.
 */
public final class Tenants {
    private final TenantTable table;
    private final TransactionOperations transactions;
    private final ChangeLog changes;
    private final InstantSource clock;

    Tenants(JdbcClient jdbc, TransactionOperations transactions, ChangeLog changes, InstantSource clock) {
        this.table = new TenantTable(jdbc);
        this.transactions = transactions;
        this.changes = changes;
        this.clock = clock;
    }

    /** @throws io.github.tallyport.fault.Refusal 409 when the id is taken */
    public Tenant create(NewTenant tenant) {
        return transactions.execute(transaction -> {
            if (!table.insert(tenant, clock.instant())) {
                throw TenancyFaults.tenantExists(tenant.id()).refusal();
            }
            return changed(tenant.id());
        });
    }

    public Optional<Tenant> find(String id) {
        return table.find(id);
    }

    /**
     * By id.
     *
     * @param after the last id that was seen; null from the start
     * @param limit 1 or more
     */
    public Page<Tenant> list(@Nullable String after, int limit) {
        return Page.of(table.after(after, limit + 1), limit);
    }

    /**
     * @param version of the tenant this change was made from
     * @throws Stale when it has another by now
     */
    public Tenant change(String id, long version, TenantChange change) {
        return transactions.execute(transaction -> {
            if (!table.update(id, version, change)) {
                throw new Stale("tenant " + required(id).id(), version);
            }
            return changed(id);
        });
    }

    /** None of its keys is good until it is enabled again. Done twice it changes nothing. */
    public Tenant disable(String id) {
        return transactions.execute(transaction -> table.disable(id, clock.instant()) ? changed(id) : required(id));
    }

    /** The opposite; keys that were disabled themselves stay so. */
    public Tenant enable(String id) {
        return transactions.execute(transaction -> table.enable(id) ? changed(id) : required(id));
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
