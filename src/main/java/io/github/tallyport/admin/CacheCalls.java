package io.github.tallyport.admin;

import io.github.tallyport.fault.TenancyFaults;
import io.github.tallyport.shape.RecordShape;
import io.github.tallyport.tenancy.Tenants;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Lets operators have answers forgotten. */
final class CacheCalls {
    private static final RecordShape<NothingBody> NOTHING = RecordShape.of(NothingBody.class, MethodHandles.lookup());
    private static final Query TENANT =
            new Query("tenant", "string", "Whose answers; those of every tenant when it is not said");

    private final Tenants tenants;
    private final ToLongFunction<@Nullable String> purge;
    private final Writes writes;

    /** @param purge of a tenant or of all, to the number of the purge; in the transaction of this moment */
    CacheCalls(Tenants tenants, ToLongFunction<@Nullable String> purge, Writes writes) {
        this.tenants = tenants;
        this.purge = purge;
        this.writes = writes;
    }

    List<Operation> operations() {
        return List.of(Operation.write(
                        "DELETE",
                        "/cache",
                        "Let every replica forget what was answered, within 2 s",
                        NOTHING,
                        PurgedView.SHAPE,
                        this::purge)
                .with(List.of(TENANT))
                .tagged(false));
    }

    private Reply purge(Call call) {
        call.read(NOTHING);
        String tenant = call.given().text(TENANT);
        return writes.write(call, "cache.purge", () -> {
            if (tenant != null && tenants.find(tenant).isEmpty()) {
                throw TenancyFaults.tenantNotFound(tenant).refusal();
            }
            PurgedView purged = new PurgedView(tenant, purge.applyAsLong(tenant));
            return new Written(null, purged, Reply.of(purged));
        });
    }
}
