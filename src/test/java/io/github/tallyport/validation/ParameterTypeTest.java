package io.github.tallyport.validation;

import static io.github.tallyport.validation.Requests.fault;
import static io.github.tallyport.validation.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands where something else should: types, and what is missing inside. */
class ParameterTypeTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "temperature | \"0.5\" | a decimal | a string",
                "temperature | true    | a decimal | a boolean",
                "temperature | []      | a decimal | an array",
                "temperature | {}      | a decimal | an object",
                "top_p              | \"1\" | a decimal | a string",
                "top_k              | 1.0   | an integer | a decimal number",
                "frequency_penalty  | \"1\" | a decimal | a string",
                "presence_penalty   | \"1\" | a decimal | a string",
                "repetition_penalty | \"1\" | a decimal | a string",
                "min_p              | \"1\" | a decimal | a string",
                "top_a              | \"1\" | a decimal | a string",
                "seed        | 1e2     | an integer | a decimal number",
                "seed        | \"7\"   | an integer | a string",
                "max_tokens  | 100.0   | an integer | a decimal number",
                "max_tokens  | \"100\" | an integer | a string",
                "max_completion_tokens | true | an integer | a boolean",
                "logit_bias  | []      | an object | an array",
                "logprobs    | 1       | a boolean | an integer",
                "logprobs    | \"true\" | a boolean | a string",
                "top_logprobs | \"1\"  | an integer | a string",
                "response_format | \"json_object\" | an object | a string",
                "structured_outputs | {} | a boolean | an object",
                "stop        | 1       | one of a string or array of strings | an integer",
                "stop        | {}      | one of a string or array of strings | an object",
                "tools       | {}      | an array of objects | an object",
                "tool_choice | [\"auto\"] | one of a string or object | an array",
                "tool_choice | true    | one of a string or object | a boolean",
                "parallel_tool_calls | 0 | a boolean | an integer",
                "verbosity   | 1       | a string | an integer",
                "reasoning   | true    | an object | a boolean",
                "reasoning_effort | 1  | a string | an integer",
                "include_reasoning | \"yes\" | a boolean | a string",
                "stream      | 1       | a boolean | an integer",
                "stream      | \"true\" | a boolean | a string",
                "stream_options | true | an object | a boolean",
                "n           | 1.0     | an integer | a decimal number",
                "user        | 5       | a string | an integer",
                "metadata    | []      | an object | an array",
                "modalities  | \"text\" | an array of strings | a string",
                "store       | \"no\"  | a boolean | a string",
                "service_tier | 1      | a string | an integer",
                "safety_identifier | 1 | a string | an integer",
                "prompt_cache_key | 1  | a string | an integer",
                "prompt_cache_retention | 1 | a string | an integer",
                "prompt_cache_options | 1 | an object | an integer",
                "prediction  | \"x\"   | an object | a string",
                "moderation  | 1       | an object | an integer",
                "usage       | true    | an object | a boolean"
            })
    void nothing_is_coerced(String name, String value, String expected, String got) {
        Fault fault = fault(with("\"" + name + "\":" + value));

        assertThat(fault.message())
                .isEqualTo("Invalid type for '" + name + "': expected " + expected + ", but got " + got + " instead.");
        assertThat(fault.code()).isEqualTo("invalid_type");
        assertThat(fault.param()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"response_format\":{} | response_format.type",
                "\"response_format\":{\"type\":\"json_schema\"} | response_format.json_schema",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":null} | response_format.json_schema",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}} | response_format.json_schema.name",
                "\"tools\":[{}] | tools[0].type",
                "\"tools\":[{\"type\":\"function\"}] | tools[0].function",
                "\"tools\":[{\"type\":\"function\",\"function\":null}] | tools[0].function",
                "\"tools\":[{\"type\":\"function\",\"function\":{}}] | tools[0].function.name",
                "\"tool_choice\":{} | tool_choice.type",
                "\"tool_choice\":{\"type\":\"function\"} | tool_choice.function",
                "\"tool_choice\":{\"type\":\"function\",\"function\":{}} | tool_choice.function.name",
                "\"tool_choice\":{\"type\":\"allowed_tools\"} | tool_choice.allowed_tools",
                "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{}} | tool_choice.allowed_tools.mode"
            })
    void what_is_missing_inside_is_named_by_its_path(String members, String path) {
        Fault fault = fault(with(members));

        assertThat(fault.message()).isEqualTo("Missing required parameter: '" + path + "'.");
        assertThat(fault.code()).isEqualTo("missing_required_parameter");
        assertThat(fault.param()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"tools\":[1] | tools[0] | an object | an integer",
                "\"tools\":[null] | tools[0] | an object | null",
                "\"tools\":[{\"type\":null}] | tools[0].type | a string | null",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":7}}] | tools[0].function.name | a string | an integer",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":[]}}] | tools[0].function.parameters | an object | an array",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":1}}] | tools[0].function.strict | a boolean | an integer",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":[]} | response_format.json_schema | an object | an array",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\",\"schema\":1}} | response_format.json_schema.schema | an object | an integer",
                "\"stop\":[\"a\",1] | stop[1] | a string | an integer",
                "\"stop\":[null] | stop[0] | a string | null",
                "\"logit_bias\":{\"12\":null} | logit_bias.12 | a decimal | null",
                "\"logit_bias\":{\"12\":\"1\"} | logit_bias.12 | a decimal | a string",
                "\"metadata\":{\"k\":1} | metadata.k | a string | an integer",
                "\"reasoning\":{\"enabled\":\"yes\"} | reasoning.enabled | a boolean | a string",
                "\"reasoning\":{\"max_tokens\":1.5} | reasoning.max_tokens | an integer | a decimal number",
                "\"stream\":true,\"stream_options\":{\"include_usage\":1} | stream_options.include_usage | a boolean | an integer"
            })
    void a_wrong_type_inside_is_named_by_its_path(String members, String path, String expected, String got) {
        Fault fault = fault(with(members));

        assertThat(fault.message())
                .isEqualTo("Invalid type for '" + path + "': expected " + expected + ", but got " + got + " instead.");
        assertThat(fault.param()).isEqualTo(path);
    }
}
