package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.storage.DatabaseKind;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class TenantsTest extends OnEitherDatabase {
    private static final Terms TERMS = new Terms(
            AllowList.of("model-b"),
            new Limits(
                    new Rates(60L, null, 10L),
                    Map.of("deepseek/deepseek-v3.2-exp", new Rates(null, Rates.MOST, null), "model-b", Rates.NONE)),
            List.of(new Budget(Period.TOTAL, Long.MAX_VALUE), new Budget(Period.DAY, 0)));

    TenantsTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void a_tenant_is_found_as_it_was_made() {
        NewTenant wanted = new NewTenant(
                "beta",
                "Βήτα 测试 🙂",
                ZoneId.of("Europe/Berlin"),
                new Policies(OnDisconnect.DRAIN, OnLowBudget.REFUSE, Caching.ALL),
                TERMS);

        Tenant made = tenants.create(wanted);

        assertThat(made)
                .isEqualTo(new Tenant(
                        "beta", wanted.name(), wanted.zone(), wanted.policies(), TERMS, null, now, 1, false));
        assertThat(tenants.find("beta")).hasValue(made);
        assertThat(tenants.create(NewTenant.of("gamma", "Gamma")).terms()).isEqualTo(Terms.OPEN);
        assertThat(tenants.find("delta")).isEmpty();
    }

    @Test
    void an_id_is_taken_once_and_the_refusal_says_which() {
        Tenant acme = tenants.find("acme").orElseThrow();

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> tenants.create(NewTenant.of("acme", "Another")))
                .satisfies(refusal -> assertThat(refusal.fault().status()).isEqualTo(409))
                .satisfies(refusal -> assertThat(refusal.fault().param()).isEqualTo("id"))
                .withMessage("There is already a tenant 'acme'.");
        assertThat(tenants.find("acme")).hasValue(acme);
    }

    @Test
    void a_list_goes_on_after_the_last_one_seen() {
        for (int i = 1; i < 5; i++) {
            tenants.create(NewTenant.of("tenant-" + i, "Tenant"));
        }

        assertThat(ids(tenants.list(null, 2))).containsExactly("acme", "tenant-1");
        assertThat(tenants.list(null, 2).more()).isTrue();
        assertThat(ids(tenants.list("tenant-1", 3))).containsExactly("tenant-2", "tenant-3", "tenant-4");
        assertThat(tenants.list("tenant-1", 3).more()).isFalse();
        assertThat(ids(tenants.list("tenant-4", 1))).isEmpty();
    }

    @Test
    void a_change_replaces_all_that_can_be_changed() {
        TenantChange change = new TenantChange("Acme AG", ZoneOffset.UTC, Policies.USUAL, TERMS);

        Tenant changed = tenants.change("acme", 1, change);

        assertThat(changed)
                .isEqualTo(new Tenant(
                        "acme", "Acme AG", ZoneOffset.UTC, Policies.USUAL, TERMS, null, TestTenancy.START, 2, false));
        assertThat(tenants.find("acme")).hasValue(changed);
        assertThat(newest().tenant()).isEqualTo("acme");
    }

    @Test
    void a_change_of_what_somebody_else_has_changed_is_stale() {
        TenantChange change = new TenantChange("Mine", ZoneOffset.UTC, Policies.USUAL, Terms.OPEN);
        Tenant theirs = tenants.disable("acme");
        long number = secrets.newest();

        assertThatExceptionOfType(Stale.class).isThrownBy(() -> tenants.change("acme", 1, change));

        assertThat(tenants.find("acme")).hasValue(theirs);
        assertThat(secrets.newest()).isEqualTo(number);
    }

    @Test
    void disabling_twice_is_disabling_once() {
        Tenant disabled = tenants.disable("acme");
        long number = secrets.newest();
        now = now.plus(Duration.ofHours(1));

        assertThat(disabled.disabledAt()).isEqualTo(TestTenancy.START);
        assertThat(disabled.version()).isEqualTo(2);
        assertThat(tenants.disable("acme")).isEqualTo(disabled);
        assertThat(secrets.newest()).isEqualTo(number);

        Tenant enabled = tenants.enable("acme");
        assertThat(enabled.disabledAt()).isNull();
        assertThat(enabled.version()).isEqualTo(3);
        assertThat(tenants.enable("acme")).isEqualTo(enabled);
        assertThat(secrets.newest()).isEqualTo(number + 1);
    }

    @Test
    void a_tenant_that_is_not_there_is_said_so_and_nothing_is_written() {
        String before = everything();
        TenantChange change = new TenantChange("Name", ZoneOffset.UTC, Policies.USUAL, Terms.OPEN);

        List<Function<String, Object>> writes = List.of(
                id -> tenants.change(id, 1, change),
                tenants::disable,
                tenants::enable,
                id -> keys.issue(id, NewKey.named("ci")));
        assertThat(writes)
                .allSatisfy(write -> assertThatExceptionOfType(Refusal.class)
                        .isThrownBy(() -> write.apply("nobody"))
                        .withMessage("There is no tenant 'nobody'.")
                        .satisfies(
                                refusal -> assertThat(refusal.fault().status()).isEqualTo(404)));

        assertThat(keys.list("nobody", null, 10).items()).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    private static List<String> ids(Page<Tenant> page) {
        return page.items().stream().map(Tenant::id).toList();
    }
}
