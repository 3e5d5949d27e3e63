package io.github.tallyport.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenMeterTest {
    private final TokenMeter meter = new TokenMeter();

    @Test
    void nothing_is_no_tokens() {
        assertThat(meter.estimate()).isZero();
        assertThat(meter.atLeast()).isZero();
        assertThat(meter.atMost()).isZero();
    }

    @Test
    void the_published_prompt_is_within_a_token_of_what_was_charged() {
        meter.message();
        meter.add("你好");

        assertThat(meter.estimate()).isBetween(8L, 10L);
    }

    @Test
    void every_message_adds_what_the_template_adds() {
        meter.message();
        long one = meter.estimate();
        meter.message();
        meter.message();

        assertThat(one).isEqualTo(8);
        assertThat(meter.estimate()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({"a,100,35", "的,100,69", "é,100,115"})
    void a_character_weighs_what_its_class_weighs(String character, int times, long estimate) {
        for (int i = 0; i < times; i++) {
            meter.add(character);
            meter.add(character.equals("a") ? " " : "");
        }

        // an ASCII character and its blank weigh the same
        assertThat(meter.estimate()).isEqualTo(character.equals("a") ? 2 * estimate - 1 : estimate);
    }

    @Test
    void long_unbroken_runs_weigh_more() {
        meter.add("x".repeat(64));
        long upToThere = meter.estimate();
        meter.add("x".repeat(936));

        assertThat(upToThere).isEqualTo(23);
        assertThat(meter.estimate()).isEqualTo((64 * 30 + 936 * 70) * 115 / 10_000 + 1);
    }

    @Test
    void a_run_ends_with_its_message() {
        for (int i = 0; i < 100; i++) {
            meter.message();
            meter.add("x".repeat(50));
        }
        TokenMeter apart = new TokenMeter();
        for (int i = 0; i < 100; i++) {
            apart.message();
            apart.add("x".repeat(49) + " ");
        }

        assertThat(meter.estimate()).isEqualTo(apart.estimate());
    }

    @Test
    void a_run_of_one_character_may_be_a_single_token() {
        meter.add(" ".repeat(1_000_000));
        meter.add("的".repeat(1_000_000));

        assertThat(meter.atLeast()).isZero();
    }

    @Test
    void an_ordinary_text_has_a_lower_bound_that_grows_with_it() {
        meter.add("the quick brown fox ".repeat(1000));
        assertThat(meter.atLeast()).isEqualTo(1000);

        TokenMeter chinese = new TokenMeter();
        chinese.add("天地玄黄".repeat(1000));
        assertThat(chinese.atLeast()).isEqualTo(800);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "naïve", "你好世界", "😀", "a😀é的"})
    void a_text_has_at_most_as_many_tokens_as_bytes(String text) {
        meter.add(text);

        assertThat(meter.atMost()).isEqualTo(text.getBytes(UTF_8).length);
    }

    @Test
    void json_has_at_most_twice_as_many_tokens_as_bytes() {
        byte[] json = "[{\"type\":\"function\",\"说明\":\"😀\"}]".getBytes(UTF_8);
        meter.addJson(json, 0, json.length);

        assertThat(meter.atMost()).isEqualTo(2L * json.length);
    }

    @Test
    void json_weighs_about_what_the_same_text_weighs() {
        String text = "{\"description\":\"天气, the weather\"}".repeat(50);
        byte[] json = text.getBytes(UTF_8);
        meter.addJson(json, 0, json.length);
        TokenMeter characters = new TokenMeter();
        characters.add(text);

        assertThat(meter.estimate()).isEqualTo(characters.estimate());
    }

    @Test
    void tools_bring_their_instructions() {
        meter.message();
        meter.tools();

        assertThat(meter.estimate()).isGreaterThan(200);
        assertThat(meter.atMost()).isGreaterThan(meter.estimate());
        assertThat(meter.atLeast()).isZero();
    }

    @Test
    void the_bounds_are_in_order_and_pieces_add_up_to_the_whole() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            String text = random.ints(random.nextInt(300), 0, 0x3000)
                    .mapToObj(Character::toString)
                    .reduce("", String::concat);
            TokenMeter whole = new TokenMeter();
            whole.message();
            whole.add(text);
            TokenMeter pieces = new TokenMeter();
            pieces.message();
            int cut = random.nextInt(text.length() + 1);
            pieces.add(text.substring(0, cut));
            char[] rest = ("??" + text.substring(cut)).toCharArray();
            pieces.add(rest, 2, rest.length - 2);

            assertThat(PromptSize.of(pieces)).isEqualTo(PromptSize.of(whole));
            assertThat(whole.atLeast()).isLessThanOrEqualTo(whole.estimate());
            assertThat(whole.estimate()).isLessThanOrEqualTo(whole.atMost());
        }
    }
}
