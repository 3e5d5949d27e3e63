package io.github.tallyport.access;

import java.time.ZoneId;

/**
 * Who is asking: a key that was good at the moment of asking.
 *
 * @param tenant the tenant's id; fit for labels and the log
 * @param key the key's public id; fit for labels and the log
 * @param models what tenant and key both allow
 * @param zone where the tenant's days and months begin
 */
public record Caller(String tenant, String key, AllowList models, ZoneId zone, OnDisconnect onDisconnect) {
    /** @param model the id as the catalogue spells it, not an alias */
    public boolean mayUse(String model) {
        return models.allows(model);
    }
}
