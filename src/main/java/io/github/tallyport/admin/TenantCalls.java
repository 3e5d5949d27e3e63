package io.github.tallyport.admin;

import io.github.tallyport.fault.TenancyFaults;
import io.github.tallyport.shape.RecordShape;
import io.github.tallyport.tenancy.Page;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.Terms;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.function.Function;

/** What operators do with tenants. */
final class TenantCalls {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final RecordShape<NewTenantBody> NEW = RecordShape.of(NewTenantBody.class, LOOKUP);
    private static final RecordShape<TenantBody> CHANGE = RecordShape.of(TenantBody.class, LOOKUP);
    private static final RecordShape<NothingBody> NOTHING = RecordShape.of(NothingBody.class, LOOKUP);
    private static final RecordShape<TenantView> VIEW = TenantView.SHAPE;
    private static final RecordShape<TenantList> LIST = RecordShape.of(TenantList.class, LOOKUP);
    private static final String ALL = "/tenants";
    private static final String ONE = "/tenants/{id}";

    private final Tenants tenants;
    private final Known known;
    private final Writes writes;

    TenantCalls(Tenants tenants, Known known, Writes writes) {
        this.tenants = tenants;
        this.known = known;
        this.writes = writes;
    }

    List<Operation> operations() {
        return List.of(
                Operation.create(ALL, "Make a tenant", NEW, VIEW, this::create),
                Operation.get(ALL, "List tenants", LIST, this::list).with(Query.PAGE),
                Operation.get(ONE, "Show a tenant", VIEW, this::show).tagged(true),
                Operation.write("PATCH", ONE, "Change a tenant (JSON merge patch)", CHANGE, VIEW, this::change),
                Operation.write(
                        "POST",
                        ONE + "/disable",
                        "Let none of its keys in",
                        NOTHING,
                        VIEW,
                        call -> turn(call, "tenant.disable", tenants::disable)),
                Operation.write(
                        "POST",
                        ONE + "/enable",
                        "Let its keys in again",
                        NOTHING,
                        VIEW,
                        call -> turn(call, "tenant.enable", tenants::enable)));
    }

    private Reply create(Call call) {
        NewTenantBody body = call.read(NEW);
        return writes.write(call, "tenant.create", () -> {
            TenantView made =
                    TenantView.of(tenants.create(body.tenant(body.rest().terms(known.models(), Terms.OPEN))));
            return new Written(null, made, Reply.of(made, made).at(Operation.BASE + "/tenants/" + made.id()));
        });
    }

    private Reply list(Call call) {
        Page<Tenant> page = tenants.list(call.after(), call.given().limit());
        List<TenantView> data = page.items().stream().map(TenantView::of).toList();
        return Reply.of(
                new TenantList(data, page.more(), page.more() ? data.getLast().id() : null));
    }

    private Reply show(Call call) {
        TenantView view = TenantView.of(required(call.id()));
        return Reply.of(view, view);
    }

    private Reply change(Call call) {
        return writes.write(call, "tenant.change", () -> {
            Tenant before = required(call.id());
            call.ifMatch().require(TenantView.of(before));
            TenantBody body = call.merge(TenantBody.of(before), CHANGE, VIEW);
            return written(
                    before,
                    tenants.change(
                            before.id(),
                            before.version(),
                            body.change(before.id(), body.terms(known.modelsOr(before.terms()), before.terms()))));
        });
    }

    private Reply turn(Call call, String action, Function<String, Tenant> turned) {
        call.read(NOTHING);
        return writes.write(call, action, () -> {
            Tenant before = required(call.id());
            call.ifMatch().require(TenantView.of(before));
            return written(before, turned.apply(before.id()));
        });
    }

    private static Written written(Tenant before, Tenant after) {
        TenantView view = TenantView.of(after);
        return new Written(TenantView.of(before), view, Reply.of(view, view));
    }

    private Tenant required(String id) {
        return tenants.find(id)
                .orElseThrow(() -> TenancyFaults.tenantNotFound(id).refusal());
    }
}
