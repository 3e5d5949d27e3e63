package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tallyport.fault.Refusal;
import io.github.tallyport.storage.DatabaseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class KeysTest extends OnEitherDatabase {
    private static final Terms TERMS = new Terms(
            AllowList.of(),
            new Limits(new Rates(1L, 2L, 3L), Map.of()),
            List.of(new Budget(Period.MONTH, 100_000_000_000L)));
    private static final Instant END = TestTenancy.START.plus(Duration.ofDays(30));

    KeysTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void a_key_is_found_as_it_was_issued() {
        IssuedKey issued = keys.issue("acme", new NewKey("ci", TERMS, END));

        assertThat(issued.key())
                .isEqualTo(new Key(
                        issued.id(),
                        "acme",
                        "ci",
                        KeyText.redacted(issued.secret()),
                        TERMS,
                        END,
                        null,
                        now,
                        null,
                        1,
                        false));
        assertThat(issued.secret()).contains("-" + issued.id() + "-");
        assertThat(keys.find(issued.id())).hasValue(issued.key());
        assertThat(keys.find("nobody")).isEmpty();
        assertThat(holder(issued.secret()))
                .isEqualTo(new Holder(tenants.find("acme").orElseThrow(), issued.key(), null));
    }

    @Test
    void no_secret_is_in_the_tables_or_in_what_is_printed() {
        IssuedKey key = issued();
        IssuedKey rotated = keys.rotate(key.id(), Duration.ofHours(1));

        for (IssuedKey one : List.of(key, rotated)) {
            String core = one.secret()
                    .substring("sk-tally-".length() + 17, one.secret().length() - 6);
            assertThat(core).hasSize(43);
            assertThat(everything())
                    .contains("acme", one.id(), one.key().redacted())
                    .doesNotContain(core, TestTenancy.PEPPER);
            assertThat(one.toString() + holder(one.secret())).doesNotContain(core);
        }
    }

    @Test
    void a_list_has_the_keys_of_one_tenant_in_the_order_of_their_ids() {
        tenants.create(NewTenant.of("beta", "Beta"));
        keys.issue("beta", NewKey.named("another's"));
        List<String> made = List.of(issued(), issued(), issued()).stream()
                .map(IssuedKey::id)
                .toList();

        Page<Key> first = keys.list("acme", null, 2);
        Page<Key> rest = keys.list("acme", first.items().getLast().id(), 2);

        assertThat(first.items()).hasSize(2);
        assertThat(first.more()).isTrue();
        assertThat(rest.items()).hasSize(1);
        assertThat(rest.more()).isFalse();
        assertThat(List.of(
                        first.items().get(0), first.items().get(1), rest.items().getFirst()))
                .extracting(Key::id)
                .containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void a_change_replaces_all_that_can_be_changed() {
        Key before = issued().key();

        Key changed = keys.change(before.id(), 1, new KeyChange("deploy", TERMS, END));

        assertThat(changed)
                .isEqualTo(new Key(
                        before.id(), "acme", "deploy", before.redacted(), TERMS, END, null, now, null, 2, false));
        assertThat(keys.find(before.id())).hasValue(changed);
        assertThat(newest().key()).isEqualTo(before.id());
        assertThatExceptionOfType(Stale.class)
                .isThrownBy(() -> keys.change(before.id(), 1, new KeyChange("late", Terms.OPEN, null)));
        assertThat(keys.find(before.id())).hasValue(changed);
    }

    @Test
    void disabling_twice_is_disabling_once() {
        String id = issued().id();

        Key disabled = keys.disable(id);
        long number = secrets.newest();
        now = now.plus(Duration.ofHours(1));

        assertThat(disabled.disabledAt()).isEqualTo(TestTenancy.START);
        assertThat(disabled.version()).isEqualTo(2);
        assertThat(keys.disable(id)).isEqualTo(disabled);
        assertThat(secrets.newest()).isEqualTo(number);
        assertThat(keys.enable(id).version()).isEqualTo(3);
        assertThat(keys.enable(id).version()).isEqualTo(3);
        assertThat(secrets.newest()).isEqualTo(number + 1);
    }

    @Test
    void a_deleted_key_leaves_nothing_but_the_news() {
        IssuedKey key = issued();
        Key last = keys.disable(key.id());

        assertThat(keys.delete(key.id())).isEqualTo(last);

        assertThat(keys.find(key.id())).isEmpty();
        assertThat(found(key.secret()).holder()).isNull();
        assertThat(count("SELECT count(*) FROM secrets")).isZero();
        assertThat(newest().key()).isEqualTo(key.id());
    }

    @Test
    void the_last_use_only_moves_forward_and_is_no_change() {
        IssuedKey key = issued();
        IssuedKey other = issued();
        long number = secrets.newest();
        Instant later = now.plusMillis(1);

        keys.used(Map.of(key.id(), later, "nobody", now));
        keys.used(Map.of(key.id(), now, other.id(), now));

        Key used = keys.find(key.id()).orElseThrow();
        assertThat(used.lastUsedAt()).isEqualTo(later);
        assertThat(used.version()).isEqualTo(1);
        assertThat(keys.find(other.id()).orElseThrow().lastUsedAt()).isEqualTo(now);
        assertThat(secrets.newest()).isEqualTo(number);
    }

    @Test
    void a_key_that_is_not_there_is_said_so_and_nothing_is_written() {
        String before = everything();

        List<Function<String, Object>> writes = List.of(
                id -> keys.change(id, 1, new KeyChange("name", Terms.OPEN, null)),
                keys::disable,
                keys::enable,
                keys::delete,
                id -> keys.rotate(id, Duration.ZERO));
        assertThat(writes)
                .allSatisfy(write -> assertThatExceptionOfType(Refusal.class)
                        .isThrownBy(() -> write.apply("nobody"))
                        .withMessage("There is no key 'nobody'.")
                        .satisfies(
                                refusal -> assertThat(refusal.fault().status()).isEqualTo(404)));

        assertThat(everything()).isEqualTo(before);
    }
}
