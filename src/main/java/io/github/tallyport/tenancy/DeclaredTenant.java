package io.github.tallyport.tenancy;

import io.github.tallyport.catalogue.Caching;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A tenant as it is written in {@code application.yaml}.
 *
 * @param name the id, when it is not given
 * @param models ids of the catalogue; all, when they are not given
 */
record DeclaredTenant(
        @DefaultValue("") String id,
        @Nullable String name,
        @DefaultValue("UTC") String timeZone,
        @Nullable List<String> models,
        @DefaultValue DeclaredLimits limits,
        @DefaultValue List<DeclaredBudget> budgets,
        @DefaultValue("cancel") OnDisconnect onDisconnect,
        @DefaultValue("clamp") OnLowBudget onLowBudget,
        @DefaultValue("usual") Caching cache,
        boolean disabled,
        @DefaultValue List<DeclaredKey> keys) {

    Tenant tenant(Property at, Predicate<String> isModel) {
        String called = name == null ? id : name;
        NewTenant checked = at.child("id").read(() -> NewTenant.of(id, "Name"));
        at.child("name").read(() -> NewTenant.of(checked.id(), called));
        ZoneId zone = zone(at.child("time-zone"));
        Policies policies = new Policies(onDisconnect, onLowBudget, cache);
        Terms terms = new DeclaredTerms(models, limits, budgets).terms(at, isModel);
        return new Tenant(
                id,
                called,
                zone,
                policies,
                terms,
                disabled ? Instant.EPOCH : null,
                Instant.EPOCH,
                Edition.of(called, zone, policies, TermsText.of(terms), disabled),
                true);
    }

    private ZoneId zone(Property at) {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw at.wrong("it is a time zone such as Asia/Shanghai or UTC");
        }
    }
}
