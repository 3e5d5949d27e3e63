package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tallyport.fault.Refusal;
import io.github.tallyport.storage.DatabaseKind;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is declared beside what is stored; {@code acme} is both. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class DeclaredTest extends OnEitherDatabase {
    private IssuedKey stored;
    private IssuedKey covered;
    private DrawnKey drawn;
    private Tenancy tenancy;

    DeclaredTest(DatabaseKind kind) {
        super(kind);
    }

    @BeforeEach
    void declare() {
        stored = issued();
        covered = issued();
        drawn = keys.draw();
        tenants.create(NewTenant.of("beta", "Beta"));
        tenancy = TestTenancy.over(
                database,
                Yaml.declared("""
                        tallyport.tenants:
                          - id: acme
                            name: Declared
                            models: [model-b]
                            keys:
                              - id: %s
                                hash: %s
                              - id: %s
                                hash: %s
                          - id: zeta
                        """.formatted(
                                drawn.key().id(),
                                drawn.key().hash(),
                                covered.id(),
                                keys.draw().key().hash())),
                () -> now);
    }

    @Test
    void what_is_declared_is_found_in_the_place_of_what_is_stored() {
        Tenant acme = tenancy.tenants().find("acme").orElseThrow();
        assertThat(acme.name()).isEqualTo("Declared");
        assertThat(acme.declared()).isTrue();
        assertThat(tenancy.tenants().find("beta").orElseThrow().declared()).isFalse();
        assertThat(tenancy.keys().find(covered.id()).orElseThrow().declared()).isTrue();
        assertThat(tenancy.keys().find(stored.id())).hasValue(stored.key());
        assertThat(tenancy.tenants().hidden()).containsExactly("acme");
    }

    @Test
    void lists_have_the_declared_first_and_nothing_twice() {
        tenants.create(NewTenant.of("alpha", "Alpha"));
        String other = issued().id();

        for (int limit = 1; limit < 6; limit++) {
            assertThat(allTenants(limit)).containsExactly("acme", "zeta", "alpha", "beta");
            List<String> all = allKeys(limit);
            assertThat(all.subList(0, 2))
                    .containsExactlyInAnyOrder(drawn.key().id(), covered.id())
                    .isSorted();
            assertThat(all.subList(2, all.size())).containsExactlyInAnyOrder(stored.id(), other);
        }
        assertThat(tenancy.keys().list("zeta", null, 10).items()).isEmpty();
        assertThat(tenancy.keys().list("beta", null, 10).items()).isEmpty();
    }

    @Test
    void a_stored_key_of_a_declared_tenant_has_its_declared_terms() {
        Holder holder = Objects.requireNonNull(found(tenancy, stored.secret()).holder());

        assertThat(holder.tenant()).isEqualTo(tenancy.tenants().find("acme").orElseThrow());
        assertThat(holder.key()).isEqualTo(stored.key());
    }

    @Test
    void a_stored_key_under_the_id_of_a_declared_one_lets_nobody_in() {
        assertThat(found(tenancy, covered.secret()).holder()).isNull();
        assertThat(isGood(covered)).as("without the declaration").isTrue();
    }

    @Test
    void what_is_declared_is_changed_nowhere_else() {
        String before = everything();
        String key = drawn.key().id();
        TenantChange change = new TenantChange("Mine", ZoneOffset.UTC, Policies.USUAL, Terms.OPEN);
        List<Supplier<Object>> writes = List.of(
                () -> tenancy.tenants().create(NewTenant.of("zeta", "Zeta")),
                () -> tenancy.tenants().change("acme", 1, change),
                () -> tenancy.tenants().disable("acme"),
                () -> tenancy.tenants().enable("acme"),
                () -> tenancy.keys().issue("acme", NewKey.named("ci")),
                () -> tenancy.keys().change(key, 1, new KeyChange("mine", Terms.OPEN, null)),
                () -> tenancy.keys().disable(key),
                () -> tenancy.keys().enable(key),
                () -> tenancy.keys().delete(covered.id()),
                () -> tenancy.keys().rotate(covered.id(), Duration.ZERO));

        assertThat(writes)
                .allSatisfy(write -> assertThatExceptionOfType(Refusal.class)
                        .isThrownBy(write::get)
                        .satisfies(
                                refusal -> assertThat(refusal.fault().status()).isEqualTo(409))
                        .satisfies(
                                refusal -> assertThat(refusal.fault().code()).isEqualTo("declared_in_configuration")));
        tenancy.keys().used(Map.of(key, now));

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_stored_key_of_a_declared_tenant_can_still_be_taken_back() {
        assertThat(tenancy.keys().disable(stored.id()).disabledAt()).isNotNull();
        assertThat(tenancy.keys().delete(stored.id()).id()).isEqualTo(stored.id());
    }

    @Test
    void a_drawn_secret_is_kept_nowhere_and_its_hash_is_what_a_declaration_takes() {
        assertThat(KeyText.isWellFormed(drawn.secret())).isTrue();
        assertThat(drawn.secret()).contains("-" + drawn.key().id() + "-");
        assertThat(keys.hashed(drawn.secret())).isEqualTo(drawn.key());
        assertThat(drawn.toString()).isEqualTo(KeyText.redacted(drawn.secret()));
        assertThat(found(drawn.secret()).holder()).isNull();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> keys.hashed(drawn.secret() + "x"))
                .satisfies(refusal -> assertThat(refusal.fault().param()).isEqualTo("secret"))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("sk-"));
    }

    private List<String> allTenants(int limit) {
        return all(after -> tenancy.tenants().list(after, limit), Tenant::id);
    }

    private List<String> allKeys(int limit) {
        return all(after -> tenancy.keys().list("acme", after, limit), Key::id);
    }

    private static <T> List<String> all(Function<@Nullable String, Page<T>> pages, Function<T, String> id) {
        List<String> all = new ArrayList<>();
        Page<T> page = pages.apply(null);
        page.items().stream().map(id).forEach(all::add);
        while (page.more()) {
            page = pages.apply(all.getLast());
            page.items().stream().map(id).forEach(all::add);
        }
        return all;
    }

    private static Finding found(Tenancy tenancy, String secret) {
        return tenancy.secrets().find(new Pepper(TestTenancy.PEPPER).fingerprint(secret));
    }
}
