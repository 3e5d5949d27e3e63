package io.github.tallyport.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** The same question has one form, however it is written, and another question has another. */
class CanonicalRequestTest {
    private static final int TRIALS = 20_000;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_document_written_otherwise_has_the_same_form() {
        for (int seed = 0; seed < TRIALS; seed++) {
            RandomJson json = new RandomJson(seed);
            RandomJson.Value value = json.object(4);
            String one = value.plain();
            String other = value.written(new Random(seed ^ 0x5DEECE66DL));
            assertThat(form(other)).as("%s and %s", one, other).isEqualTo(form(one));
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void a_document_that_says_something_else_has_another_form() {
        for (int seed = 0; seed < TRIALS; seed++) {
            RandomJson json = new RandomJson(seed);
            RandomJson.Value value = json.object(4);
            String one = value.plain();
            String other = json.changed(value).plain();
            assertThat(form(other)).as("%s and %s", one, other).isNotEqualTo(form(one));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,1.0",
        "1,1e0",
        "1,10E-1",
        "0,-0",
        "0,0.000e99",
        "-0.0,0",
        "100,1E+2",
        "0.5,5e-1",
        "0.0500,5E-02",
        "12300,1.23e4",
        "1e400,10e399",
        "1e-400,0.1e-399",
        "1e123456789012345678901,10e123456789012345678900",
    })
    void numbers_count_by_their_value(String one, String other) {
        assertThat(form("{\"x\":" + other + "}")).isEqualTo(form("{\"x\":" + one + "}"));
    }

    @ParameterizedTest
    @CsvSource({
        "1,-1",
        "1,10",
        "1,1.0000000000000000000001",
        "9007199254740993,9007199254740992",
        "0.1,0.10000000000000001",
        "1e400,1e401",
        "1,\"1\"",
        "0,null",
        "0,false",
        "1e5,1e-5",
        "12,1.2",
    })
    void different_numbers_differ(String one, String other) {
        assertThat(form("{\"x\":" + other + "}")).isNotEqualTo(form("{\"x\":" + one + "}"));
    }

    @Test
    void many_numbers_count_by_their_value() {
        Random random = new Random(42);
        for (int i = 0; i < TRIALS; i++) {
            BigDecimal number = RandomJson.number(random);
            BigDecimal other = random.nextBoolean() ? RandomJson.number(random) : number.setScale(number.scale() + 2);
            assertThat(form("[" + number + "]").equals(form("[" + other + "]")))
                    .as("%s and %s", number, other)
                    .isEqualTo(number.compareTo(other) == 0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":[]}|{\"a\":{}}",
                "{\"a\":[[],1]}|{\"a\":[[1]]}",
                "{\"a\":{\"b\":1},\"c\":2}|{\"a\":{\"b\":1,\"c\":2}}",
                "{\"a\":\"b\",\"c\":\"d\"}|{\"a\":\"b\\\",\\\"c\\\":\\\"d\"}",
                "{\"a\":[1,2]}|{\"a\":[2,1]}",
                "{\"a\":\"\\ud800\"}|{\"a\":\"\\ud801\"}",
                "{\"a\":\"\\ud800\"}|{\"a\":\"?\"}",
                "{\"a\":null}|{}",
                "{\"messages\":[{\"user\":1}]}|{\"messages\":[{\"user\":2}]}",
            })
    void what_looks_alike_differs(String one, String other) {
        assertThat(form(other)).isNotEqualTo(form(one));
    }

    @Test
    void members_that_change_no_answer_are_left_out_at_the_top_only() {
        for (String name : Immaterial.MEMBERS) {
            assertThat(form("{\"a\":1,\"" + name + "\":{\"b\":[1]}}")).as(name).isEqualTo(form("{\"a\":1}"));
            assertThat(form("{\"a\":{\"" + name + "\":1}}")).as(name).isNotEqualTo(form("{\"a\":{}}"));
        }
        assertThat(form("{\"a\":1,\"unheard_of\":1}")).isNotEqualTo(form("{\"a\":1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":}", "{\"a\":1", "[1"})
    void what_is_no_document_has_no_form(String text) {
        assertThatThrownBy(() -> CanonicalRequest.of(text.getBytes(UTF_8)))
                .isInstanceOfAny(JacksonException.class, IllegalArgumentException.class);
    }

    /** One character for each byte. */
    private static String form(String json) {
        return new String(CanonicalRequest.of(json.getBytes(UTF_8)), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
