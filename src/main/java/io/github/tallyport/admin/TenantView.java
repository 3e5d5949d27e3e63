package io.github.tallyport.admin;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.shape.Member;
import io.github.tallyport.shape.RecordShape;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.tenancy.OnLowBudget;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.Terms;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tenant as operators see it. */
record TenantView(
        @Member("For ever") String id,

        @Member("For people") String name,

        @Member("Where its days and months begin") ZoneId timeZone,

        @Member("Ids of the models it may use; null: all") @Nullable
        List<String> models,

        @Member("Of all its keys together") LimitsBody limits,

        @Member("Of all its keys together") List<BudgetBody> budgets,

        @Member("What becomes of the provider's answer when a client leaves")
        OnDisconnect onDisconnect,

        @Member("What becomes of a request whose worst case a budget cannot pay")
        OnLowBudget onLowBudget,

        @Member(
                "Which requests may be answered from answers given before; usual: as the model or the configuration says")
        Caching cache,

        @Member("Whether none of its keys is good") boolean disabled,

        @Member("Since when") @Nullable Instant disabledAt,

        @Member("When it was made") Instant createdAt,

        @Member("Rises with every change; the ETag") long version,

        @Member("Given in the configuration, and so read-only here")
        boolean declared)
        implements View {
    static final RecordShape<TenantView> SHAPE = RecordShape.of(TenantView.class, MethodHandles.lookup());

    static TenantView of(Tenant tenant) {
        Terms terms = tenant.terms();
        return new TenantView(
                tenant.id(),
                tenant.name(),
                tenant.zone(),
                TermsBody.modelsOf(terms),
                LimitsBody.of(terms.limits()),
                BudgetBody.of(terms.budgets()),
                tenant.policies().onDisconnect(),
                tenant.policies().onLowBudget(),
                tenant.policies().caching(),
                tenant.disabledAt() != null,
                tenant.disabledAt(),
                tenant.createdAt(),
                tenant.version(),
                tenant.declared());
    }

    @Override
    public RecordShape<?> shape() {
        return SHAPE;
    }

    @Override
    public String subject() {
        return "tenant/" + id;
    }
}
