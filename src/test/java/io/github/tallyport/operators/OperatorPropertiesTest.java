package io.github.tallyport.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OperatorPropertiesTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "canary-canary-canary-canary-canary";

    @Test
    void the_defaults() {
        assertThat(bound(Map.of())).isEqualTo(new OperatorProperties("", Map.of()));
        assertThat(bound(Map.of()).keys()).isEmpty();
        assertThat(bound(Map.of()).missing()).isEmpty();
    }

    @Test
    void every_property_arrives_and_no_key_is_printed() {
        OperatorProperties properties = bound(Map.of(
                "tallyport.admin.key",
                " " + KEY + "\n",
                "tallyport.admin.more-keys.alice",
                OTHER,
                "tallyport.admin.more-keys.bob",
                ""));
        assertThat(properties.missing()).isEmpty();
        assertThat(properties.keys())
                .containsExactlyInAnyOrder(new OperatorKey("admin", KEY), new OperatorKey("alice", OTHER));
        assertThat(properties + " " + properties.keys())
                .doesNotContain(KEY, OTHER)
                .contains("admin", "alice");
    }

    @Test
    void a_key_that_is_too_short_or_has_blanks_in_it_is_named_by_its_variable_and_not_shown() {
        assertThat(bound(Map.of("tallyport.admin.key", KEY.substring(1))).missing())
                .hasValueSatisfying(setting -> {
                    assertThat(setting.variable()).isEqualTo("TALLYPORT_ADMIN_KEY");
                    assertThat(setting.what())
                            .contains("at least 32 characters")
                            .doesNotContain(KEY.substring(1));
                });
        assertThat(bound(Map.of("tallyport.admin.more-keys.alice", KEY + " " + KEY))
                        .missing())
                .hasValueSatisfying(
                        setting -> assertThat(setting.variable()).isEqualTo("tallyport.admin.more-keys.alice"));
    }

    @Test
    void an_operator_has_a_name_of_its_own_that_fits_the_audit() {
        for (String name : new String[] {"admin", "Alice", "a b", "x".repeat(65)}) {
            assertThat(bound(Map.of("tallyport.admin.more-keys[" + name + "]", KEY))
                            .missing())
                    .as(name)
                    .isPresent();
        }
    }

    private static OperatorProperties bound(Map<String, String> given) {
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("tallyport.admin", OperatorProperties.class);
    }
}
