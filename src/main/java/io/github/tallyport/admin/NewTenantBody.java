package io.github.tallyport.admin;

import io.github.tallyport.shape.Inline;
import io.github.tallyport.shape.Member;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.TenantChange;
import io.github.tallyport.tenancy.Terms;

/** A tenant to be made. */
record NewTenantBody(
        @Member(
                value = "Lower-case letters, digits, - and _; for ever",
                min = 1,
                max = 64,
                pattern = NewTenant.ID_PATTERN)
        String id,

        @Inline TenantBody rest) {
    NewTenant tenant(Terms terms) {
        TenantChange made = rest.change(id, terms);
        return new NewTenant(id, made.name(), made.zone(), made.policies(), terms);
    }
}
