package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.tenancy.TenantChange;
import io.github.tallyport.tenancy.Terms;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant to be made. */
record NewTenantBody(
        @Member(
                value = "Lower-case letters, digits, - and _; for ever",
                min = 1,
                max = 64,
                pattern = NewTenant.ID_PATTERN)
        String id,

        @Member(value = "For people; none: the id", min = 1, max = 200) @Nullable
        String name,

        @Member("Where its days and months begin, as the IANA database calls it; none: UTC") @Nullable
        ZoneId timeZone,

        @Member(value = "Ids of the models it may use; none: all", max = 1000) @Nullable
        List<String> models,

        @Member("Of all its keys together") @Nullable LimitsBody limits,

        @Member(value = "Of all its keys together, each period once", max = 3) @Nullable
        List<BudgetBody> budgets,

        @Member("What becomes of the provider's answer when a client leaves; none: cancel") @Nullable
        OnDisconnect onDisconnect)
        implements TermsBody {
    NewTenant tenant(Terms terms) {
        TenantChange rest = new TenantBody(name, timeZone, models, limits, budgets, onDisconnect).change(id, terms);
        return new NewTenant(id, rest.name(), rest.zone(), rest.onDisconnect(), terms);
    }
}
