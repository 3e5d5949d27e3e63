package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTextTest {
    private final Random random = new Random(20261123);

    @Test
    void a_key_is_its_prefix_its_id_a_secret_and_a_checksum() {
        String id = KeyText.newId(random);

        assertThat(KeyText.newSecret(id, random)).matches("sk-tally-" + id + "-[0-9A-Za-z]{49}");
        assertThat(id).matches("[0-9A-Za-z]{16}");
    }

    @Test
    void no_two_keys_are_alike_and_all_are_well_formed() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String secret = KeyText.newSecret(KeyText.newId(random), random);
            assertThat(KeyText.isWellFormed(secret)).isTrue();
            assertThat(seen.add(secret)).isTrue();
        }
    }

    @Test
    void one_wrong_character_is_always_noticed() {
        String secret = KeyText.newSecret(KeyText.newId(random), random);
        for (int i = 0; i < secret.length(); i++) {
            for (char wrong = 0; wrong < 300; wrong++) {
                String typed = secret.substring(0, i) + wrong + secret.substring(i + 1);
                assertThat(KeyText.isWellFormed(typed)).as(typed).isEqualTo(wrong == secret.charAt(i));
            }
        }
    }

    @Test
    void whatever_a_client_sends_is_judged_and_redacted_without_harm() {
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(i % 3 == 0 ? "sk-tally-" : "");
            random.ints(random.nextInt(90), 0, 0x10000).forEach(one -> text.append((char) one));

            assertThat(KeyText.isWellFormed(text.toString())).isFalse();
            assertThat(KeyText.redacted(text.toString())).matches("[A-Za-z0-9_?-]{0,5}\\*\\*\\*[A-Za-z0-9_?-]{0,4}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sk-abcdefghijklmnopqrstuvwxyz, sk-ab***wxyz",
        "sk-0123456789abcdefg, sk-01***defg",
        "sk-0123456789abcdef, ***",
        "'', ***"
    })
    void little_is_shown_of_a_key_and_nothing_of_a_short_one(String key, String shown) {
        assertThat(KeyText.redacted(key)).isEqualTo(shown);
    }
}
