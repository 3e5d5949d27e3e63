package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void an_allow_list_reads_as_it_was_written() {
        for (AllowList list : new AllowList[] {AllowList.ALL, AllowList.of(), AllowList.of("a/b", "c\"d", "é")}) {
            assertThat(AllowListText.read(AllowListText.write(list))).isEqualTo(list);
        }
        assertThat(AllowListText.write(AllowList.of("b", "a"))).isEqualTo("[\"a\",\"b\"]");
    }
}
