package io.github.tallyport.admin;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.shape.Member;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.tenancy.OnLowBudget;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.TenantChange;
import io.github.tallyport.tenancy.Terms;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that can be changed of a tenant. */
record TenantBody(
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
        OnDisconnect onDisconnect,

        @Member("What becomes of a request whose worst case a budget cannot pay; none: clamp") @Nullable
        OnLowBudget onLowBudget,

        @Member(
                "Which requests may be answered from answers given before; none: usual, as the model or the configuration says")
        @Nullable
        Caching cache)
        implements TermsBody {
    static TenantBody of(Tenant tenant) {
        Terms terms = tenant.terms();
        return new TenantBody(
                tenant.name(),
                tenant.zone(),
                TermsBody.modelsOf(terms),
                LimitsBody.of(terms.limits()),
                BudgetBody.of(terms.budgets()),
                tenant.policies().onDisconnect(),
                tenant.policies().onLowBudget(),
                tenant.policies().caching());
    }

    /** What is not said is as if the tenant were new. */
    TenantChange change(String id, Terms terms) {
        return new TenantChange(
                Objects.requireNonNullElse(name, id),
                Objects.requireNonNullElse(timeZone, ZoneOffset.UTC),
                new Policies(
                        Objects.requireNonNullElse(onDisconnect, Policies.USUAL.onDisconnect()),
                        Objects.requireNonNullElse(onLowBudget, Policies.USUAL.onLowBudget()),
                        Objects.requireNonNullElse(cache, Policies.USUAL.caching())),
                terms);
    }
}
