package io.github.tallyport.validation;

import static io.github.tallyport.validation.Requests.MESSAGES;
import static io.github.tallyport.validation.Requests.fault;
import static io.github.tallyport.validation.Requests.read;
import static io.github.tallyport.validation.Requests.upstream;
import static io.github.tallyport.validation.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Blame;
import io.github.tallyport.fault.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters one by one: ranges and lengths, and the sentences for what is beyond. */
class ParameterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\":0",
                "\"temperature\":2",
                "\"temperature\":2.0",
                "\"temperature\":1e0",
                "\"temperature\":2.000000000000000000000000",
                "\"temperature\":-0",
                "\"temperature\":1e-400",
                "\"temperature\":0e99999999999",
                "\"temperature\":1e-99999999999",
                "\"top_p\":0",
                "\"top_p\":1",
                "\"top_p\":0.1",
                "\"top_k\":0",
                "\"top_k\":40",
                "\"frequency_penalty\":-2",
                "\"frequency_penalty\":2",
                "\"presence_penalty\":-2.0",
                "\"presence_penalty\":2",
                "\"repetition_penalty\":0",
                "\"repetition_penalty\":2",
                "\"min_p\":0",
                "\"min_p\":1",
                "\"top_a\":0",
                "\"top_a\":1",
                "\"seed\":-9223372036854775808",
                "\"seed\":9223372036854775807",
                "\"seed\":0",
                "\"max_tokens\":1",
                "\"max_tokens\":100000",
                "\"logit_bias\":{}",
                "\"logit_bias\":{\"1234\":-100,\"5\":100,\"6\":0.5}",
                "\"logprobs\":true",
                "\"logprobs\":false",
                "\"logprobs\":true,\"top_logprobs\":20",
                "\"top_logprobs\":20,\"logprobs\":true",
                "\"top_logprobs\":0",
                "\"response_format\":{\"type\":\"text\"}",
                "\"response_format\":{\"type\":\"json_object\"}",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a-b_9\"}}",
                "\"response_format\":{\"json_schema\":{\"schema\":{\"type\":\"object\"},\"strict\":true,"
                        + "\"name\":\"x\",\"description\":\"d\"},\"type\":\"json_schema\"}",
                "\"structured_outputs\":true",
                "\"structured_outputs\":false",
                "\"stop\":[\"a\"]",
                "\"stop\":[\"a\",\"b\",\"c\",\"d\"]",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                "\"tools\":[{\"function\":{\"parameters\":{\"type\":\"object\",\"properties\":{\"x\":{\"enum\":[1,null]}}},"
                        + "\"strict\":false,\"description\":\"d\",\"name\":\"f-1_A\"},\"type\":\"function\"}],"
                        + "\"tool_choice\":\"required\",\"parallel_tool_calls\":false",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"
                        + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
                "\"tool_choice\":{\"function\":{\"name\":\"f\"},\"type\":\"function\"},"
                        + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"
                        + "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\","
                        + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}}",
                "\"verbosity\":\"low\"",
                "\"verbosity\":\"medium\"",
                "\"verbosity\":\"high\"",
                "\"reasoning\":{}",
                "\"reasoning\":{\"enabled\":true}",
                "\"reasoning\":{\"effort\":\"high\",\"exclude\":false}",
                "\"reasoning\":{\"max_tokens\":100}",
                "\"stream\":false"
            })
    void what_is_in_range_is_sent_on_as_it_was_written(String members) {
        assertThat(upstream(with(members))).isEqualTo(with(members));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "temperature        | 200    | decimal_above_max_value | decimal above maximum value. Expected a value <= 2, but got 200 instead.",
                "temperature        | 2.0000000000000000001 | decimal_above_max_value | decimal above maximum value. Expected a value <= 2, but got 2.0000000000000000001 instead.",
                "temperature        | 1e400  | decimal_above_max_value | decimal above maximum value. Expected a value <= 2, but got 1e400 instead.",
                "temperature        | 1e99999999999 | decimal_above_max_value | decimal above maximum value. Expected a value <= 2, but got 1e99999999999 instead.",
                "temperature        | -0.1   | decimal_below_min_value | decimal below minimum value. Expected a value >= 0, but got -0.1 instead.",
                "temperature        | -1e-99999999999 | decimal_below_min_value | decimal below minimum value. Expected a value >= 0, but got -1e-99999999999 instead.",
                "top_p              | 1.01   | decimal_above_max_value | decimal above maximum value. Expected a value <= 1, but got 1.01 instead.",
                "top_p              | -1     | decimal_below_min_value | decimal below minimum value. Expected a value >= 0, but got -1 instead.",
                "top_k              | -1     | integer_below_min_value | integer below minimum value. Expected a value >= 0, but got -1 instead.",
                "frequency_penalty  | 2.1    | decimal_above_max_value | decimal above maximum value. Expected a value <= 2, but got 2.1 instead.",
                "frequency_penalty  | -2.1   | decimal_below_min_value | decimal below minimum value. Expected a value >= -2, but got -2.1 instead.",
                "presence_penalty   | 3      | decimal_above_max_value | decimal above maximum value. Expected a value <= 2, but got 3 instead.",
                "presence_penalty   | -3     | decimal_below_min_value | decimal below minimum value. Expected a value >= -2, but got -3 instead.",
                "repetition_penalty | 2.5    | decimal_above_max_value | decimal above maximum value. Expected a value <= 2, but got 2.5 instead.",
                "repetition_penalty | -1     | decimal_below_min_value | decimal below minimum value. Expected a value >= 0, but got -1 instead.",
                "min_p              | 1.5    | decimal_above_max_value | decimal above maximum value. Expected a value <= 1, but got 1.5 instead.",
                "min_p              | -0.5   | decimal_below_min_value | decimal below minimum value. Expected a value >= 0, but got -0.5 instead.",
                "top_a              | 2      | decimal_above_max_value | decimal above maximum value. Expected a value <= 1, but got 2 instead.",
                "top_a              | -2     | decimal_below_min_value | decimal below minimum value. Expected a value >= 0, but got -2 instead.",
                "seed | 9223372036854775808  | integer_above_max_value | integer above maximum value. Expected a value <= 9223372036854775807, but got 9223372036854775808 instead.",
                "seed | -9223372036854775809 | integer_below_min_value | integer below minimum value. Expected a value >= -9223372036854775808, but got -9223372036854775809 instead.",
                "max_tokens            | -1 | integer_below_min_value | integer below minimum value. Expected a value >= 1, but got -1 instead.",
                "max_tokens            | 0  | integer_below_min_value | integer below minimum value. Expected a value >= 1, but got 0 instead.",
                "max_tokens    | 2147483648 | integer_above_max_value | integer above maximum value. Expected a value <= 2147483647, but got 2147483648 instead.",
                "max_completion_tokens | 0  | integer_below_min_value | integer below minimum value. Expected a value >= 1, but got 0 instead.",
                "top_logprobs          | 21 | integer_above_max_value | integer above maximum value. Expected a value <= 20, but got 21 instead.",
                "top_logprobs          | -1 | integer_below_min_value | integer below minimum value. Expected a value >= 0, but got -1 instead.",
                "n                     | 0  | integer_below_min_value | integer below minimum value. Expected a value >= 1, but got 0 instead.",
                "n                    | 129 | integer_above_max_value | integer above maximum value. Expected a value <= 128, but got 129 instead.",
                "stop | []                  | empty_array | empty array. Expected an array with minimum length 1, but got an empty array instead.",
                "stop | \"\"                | empty_string | empty string. Expected a string with minimum length 1, but got an empty string instead.",
                "tools | []                 | empty_array | empty array. Expected an array with minimum length 1, but got an empty array instead.",
                "modalities | []            | empty_array | empty array. Expected an array with minimum length 1, but got an empty array instead."
            })
    void what_is_out_of_range_is_said_in_numbers(String name, String value, String code, String message) {
        Fault fault = fault(with("\"" + name + "\":" + value));

        assertThat(fault.message()).isEqualTo("Invalid '" + name + "': " + message);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.param()).isEqualTo(name);
        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.type()).isEqualTo("invalid_request_error");
        assertThat(fault.blame()).isEqualTo(Blame.CLIENT);
    }

    @Test
    void a_name_has_up_to_64_letters_digits_underscores_and_hyphens() {
        assertThat(fault(tool("x".repeat(65))))
                .extracting(Fault::code, Fault::param, Fault::message)
                .containsExactly(
                        "string_above_max_length",
                        "tools[0].function.name",
                        "Invalid 'tools[0].function.name': string too long. Expected a string with maximum length 64, but"
                                + " got a string with length 65 instead.");
        assertThat(fault(tool("a b")))
                .extracting(Fault::code, Fault::message)
                .containsExactly(
                        "invalid_value",
                        "Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches"
                                + " the pattern '^[a-zA-Z0-9_-]+$'.");
        assertThat(fault(tool("")).code()).isEqualTo("empty_string");
        assertThat(upstream(tool("x".repeat(64)))).isEqualTo(tool("x".repeat(64)));
    }

    @Test
    void there_are_at_most_128_tools() {
        String one = "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}";

        assertThat(fault(with("\"tools\":[" + (one + ",").repeat(149) + one + "]"))
                        .message())
                .isEqualTo(
                        "Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array"
                                + " with length 150 instead.");
        assertThat(read(with("\"tools\":[" + (one + ",").repeat(127) + one + "]"))
                        .parameters())
                .contains("tools");
    }

    @Test
    void a_bias_belongs_to_a_token_id_and_is_between_minus_100_and_100() {
        assertThat(fault(with("\"logit_bias\":{\"1234\":101}")))
                .extracting(Fault::code, Fault::param)
                .containsExactly("decimal_above_max_value", "logit_bias.1234");
        assertThat(fault(with("\"logit_bias\":{\"1234\":-100.5}")).code()).isEqualTo("decimal_below_min_value");
        for (String key : new String[] {"hello", "", "-1", "1.5", "٣"}) {
            assertThat(fault(with("\"logit_bias\":{\"" + key + "\":1}")))
                    .extracting(Fault::code, Fault::param, Fault::message)
                    .containsExactly(
                            "invalid_value",
                            "logit_bias",
                            "Invalid key in 'logit_bias': '" + key
                                    + "'. You should only be submitting non-negative integers.");
        }
    }

    @Test
    void metadata_is_kept_and_has_its_bounds() {
        assertThat(read(with("\"metadata\":{\"team\":\"a\",\"run\":\"\\u4f60\"}"))
                        .metadata())
                .isEqualTo(Map.of("team", "a", "run", "你"));
        assertThat(read(with("\"metadata\":{\"" + "k".repeat(64) + "\":\"" + "😀".repeat(512) + "\"}"))
                        .metadata())
                .hasSize(1);
        assertThat(fault(with("\"metadata\":{\"" + "k".repeat(65) + "\":\"v\"}"))
                        .code())
                .isEqualTo("string_above_max_length");
        assertThat(fault(with("\"metadata\":{\"k\":\"" + "v".repeat(513) + "\"}")))
                .extracting(Fault::code, Fault::param)
                .containsExactly("string_above_max_length", "metadata.k");
        assertThat(fault(with("\"metadata\":{\"k\":\"a\\u0000b\"}")).message()).contains("NUL");
        StringBuilder seventeen = new StringBuilder();
        for (int i = 0; i < 17; i++) {
            seventeen.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":\"v\"");
        }
        assertThat(fault(with("\"metadata\":{" + seventeen + "}")))
                .extracting(Fault::code, Fault::param)
                .containsExactly("object_above_max_properties", "metadata");
    }

    @Test
    void identifiers_have_their_bounds() {
        assertThat(read(with("\"user\":\"u-1\"")).user()).isEqualTo("u-1");
        assertThat(read(with("")).user()).isNull();
        assertThat(fault(with("\"user\":\"" + "u".repeat(513) + "\"")).code()).isEqualTo("string_above_max_length");
        assertThat(fault(with("\"user\":\"\\u0000\"")).param()).isEqualTo("user");
        assertThat(fault(with("\"safety_identifier\":\"" + "s".repeat(65) + "\""))
                        .param())
                .isEqualTo("safety_identifier");
        assertThat(fault("{\"model\":\"" + "m".repeat(257) + "\"," + MESSAGES + "}"))
                .extracting(Fault::code, Fault::param)
                .containsExactly("string_above_max_length", "model");
    }

    private static String tool(String name) {
        return with("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"" + name + "\"}}]");
    }
}
