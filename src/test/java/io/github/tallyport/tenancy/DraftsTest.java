package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"acme", "a", "0", "a-b_c", "a23456789012345678901234567890123456789012345678901234567890abcd"})
    void an_id_of_a_tenant_is_fit_for_a_label(String id) {
        assertThat(NewTenant.of(id, "Name").id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "A",
                "a b",
                "é",
                "a/b",
                "a23456789012345678901234567890123456789012345678901234567890abcde"
            })
    void any_other_id_is_refused(String id) {
        assertThatThrownBy(() -> NewTenant.of(id, "Name")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_have_a_length() {
        assertThatThrownBy(() -> NewTenant.of("a", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NewTenant.of("a", "x".repeat(201))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NewKey.named("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NewKey.named("x".repeat(201))).isInstanceOf(IllegalArgumentException.class);
        assertThat(NewKey.named("x".repeat(200)).name()).hasSize(200);
    }

    @Test
    void a_key_narrows_its_tenant_and_none_is_not_all() {
        AllowList tenant = AllowList.of("a", "b");

        assertThat(tenant.and(AllowList.ALL)).isEqualTo(tenant);
        assertThat(AllowList.ALL.and(tenant)).isEqualTo(tenant);
        assertThat(AllowList.ALL.and(AllowList.ALL).allows("anything")).isTrue();
        assertThat(tenant.and(AllowList.of("b", "c"))).isEqualTo(AllowList.of("b"));
        assertThat(tenant.and(AllowList.of("c"))).isEqualTo(new AllowList(Set.of()));
        assertThat(tenant.and(AllowList.of("c")).allows("a")).isFalse();
    }

    @Test
    void terms_read_as_they_were_written_and_nothing_is_written_where_there_are_none() {
        for (AllowList list : new AllowList[] {AllowList.ALL, AllowList.of(), AllowList.of("a/b", "c\"d", "é")}) {
            Terms terms = Terms.allowing(list);
            assertThat(TermsText.of(terms).terms()).isEqualTo(terms);
        }
        assertThat(TermsText.of(Terms.allowing(AllowList.of("b", "a"))))
                .isEqualTo(new TermsText("[\"a\",\"b\"]", null, null));
        Terms limited = new Terms(
                AllowList.ALL,
                new Limits(Rates.NONE, Map.of("b", new Rates(null, 5L, null))),
                List.of(new Budget(Period.MONTH, 1)));
        assertThat(TermsText.of(limited))
                .isEqualTo(new TermsText(
                        null,
                        "{\"all\":{},\"models\":{\"b\":{\"tokensPerMinute\":5}}}",
                        "[{\"period\":\"MONTH\",\"amount\":1}]"));
        assertThat(TermsText.of(limited).terms()).isEqualTo(limited);
        Instant end = Instant.parse("2026-12-01T00:00:00Z");
        Terms raised =
                new Terms(AllowList.ALL, Limits.NONE, List.of(new Budget(Period.MONTH, 1, new Budget.Raise(2, end))));
        assertThat(TermsText.of(raised).terms()).isEqualTo(raised);
    }

    @Test
    void a_raise_holds_until_its_moment() {
        Instant end = Instant.parse("2026-12-01T00:00:00Z");
        Budget raised = new Budget(Period.MONTH, 1, new Budget.Raise(2, end));
        assertThat(raised.amountAt(end.minusNanos(1))).isEqualTo(2);
        assertThat(raised.amountAt(end)).isEqualTo(1);
        assertThatThrownBy(() -> new Budget.Raise(-1, end)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limits_have_a_range_and_each_period_one_budget() {
        for (long wrong : new long[] {0, -1, Rates.MOST + 1}) {
            assertThatThrownBy(() -> new Rates(wrong, null, null)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Rates(null, wrong, null)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Rates(null, null, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Budget(Period.DAY, -1)).isInstanceOf(IllegalArgumentException.class);
        List<Budget> twice = List.of(new Budget(Period.DAY, 1), new Budget(Period.DAY, 2));
        assertThatThrownBy(() -> new Terms(AllowList.ALL, Limits.NONE, twice))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
