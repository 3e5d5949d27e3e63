package io.github.tallyport.access;

import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.Terms;
import java.time.ZoneId;

/**
 * Who is asking: a key that was good at the moment of asking.
 *
 * @param owner as of when the key was looked up
 * @param details of the key, as of then
 * @param models what tenant and key both allow
 */
public record Caller(Tenant owner, Key details, AllowList models) {
    public static Caller of(Tenant tenant, Key key) {
        return new Caller(tenant, key, tenant.terms().models().and(key.terms().models()));
    }

    /** The tenant's id; fit for labels and the log. */
    public String tenant() {
        return owner.id();
    }

    /** The key's public id; fit for labels and the log. */
    public String key() {
        return details.id();
    }

    /** Where the tenant's days and months begin. */
    public ZoneId zone() {
        return owner.zone();
    }

    public Policies policies() {
        return owner.policies();
    }

    public Terms tenantTerms() {
        return owner.terms();
    }

    public Terms keyTerms() {
        return details.terms();
    }

    /** @param model the id as the catalogue spells it, not an alias */
    public boolean mayUse(String model) {
        return models.allows(model);
    }
}
