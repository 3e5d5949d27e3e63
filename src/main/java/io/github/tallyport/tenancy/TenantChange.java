package io.github.tallyport.tenancy;

import java.time.ZoneId;

/**
 * All that can be changed of a tenant, as it shall be.
 *
 * @param name for people; 1 to 200 characters
 */
public record TenantChange(String name, ZoneId zone, Policies policies, Terms terms) {
    public TenantChange {
        Name.check("a tenant", name);
    }
}
