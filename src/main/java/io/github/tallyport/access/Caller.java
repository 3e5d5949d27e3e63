package io.github.tallyport.access;

import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.Terms;
import java.time.ZoneId;

/**
 * Who is asking: a key that was good at the moment of asking.
 *
 * @param tenant the tenant's id; fit for labels and the log
 * @param key the key's public id; fit for labels and the log
 * @param models what tenant and key both allow
 * @param zone where the tenant's days and months begin
 * @param details of the key, as they were when it was looked up
 */
public record Caller(
        String tenant,
        String key,
        AllowList models,
        ZoneId zone,
        OnDisconnect onDisconnect,
        Terms tenantTerms,
        Terms keyTerms,
        Key details) {
    static Caller of(Tenant tenant, Key key) {
        return new Caller(
                tenant.id(),
                key.id(),
                tenant.terms().models().and(key.terms().models()),
                tenant.zone(),
                tenant.onDisconnect(),
                tenant.terms(),
                key.terms(),
                key);
    }

    /** @param model the id as the catalogue spells it, not an alias */
    public boolean mayUse(String model) {
        return models.allows(model);
    }
}
