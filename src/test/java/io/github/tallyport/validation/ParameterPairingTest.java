package io.github.tallyport.validation;

import static io.github.tallyport.validation.Requests.fault;
import static io.github.tallyport.validation.Requests.upstream;
import static io.github.tallyport.validation.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that are on no list, parameters that need each other, and those there are not. */
class ParameterPairingTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"verbosity\":\"loud\" | verbosity | 'loud'. Supported values are: 'low', 'medium', and 'high'.",
                "\"reasoning_effort\":\"much\" | reasoning_effort | 'much'. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', and 'max'.",
                "\"reasoning\":{\"effort\":\"\"} | reasoning.effort | ''. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', and 'max'.",
                "\"response_format\":{\"type\":\"xml\"} | response_format.type | 'xml'. Supported values are: 'text', 'json_object', and 'json_schema'.",
                "\"tool_choice\":\"any\" | tool_choice | 'any'. Supported values are: 'none', 'auto', and 'required'.",
                "\"tool_choice\":{\"type\":\"custom\"} | tool_choice.type | 'custom'. Supported values are: 'function' and 'allowed_tools'.",
                "\"tools\":[{\"type\":\"custom\",\"custom\":{}}] | tools[0].type | 'custom'. Supported values are: 'function'.",
                "\"modalities\":[\"text\",\"video\"] | modalities[1] | 'video'. Supported values are: 'text' and 'audio'.",
                "\"service_tier\":\"gold\" | service_tier | 'gold'. Supported values are: 'auto', 'default', 'flex', 'scale', 'priority', and 'fast'."
            })
    void a_word_that_is_not_on_the_list_is_answered_with_the_list(String members, String path, String message) {
        Fault fault = fault(with(members));

        assertThat(fault.message()).isEqualTo("Invalid value: " + message);
        assertThat(fault.code()).isEqualTo("invalid_value");
        assertThat(fault.param()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio", "web_search_options", "functions", "function_call"})
    void what_would_need_another_kind_of_answer_is_unsupported(String name) {
        Fault fault = fault(with("\"" + name + "\":{\"any\":[1]}"));

        assertThat(fault.message())
                .isEqualTo("Unsupported parameter: '" + name + "' is not supported with this model.");
        assertThat(fault.code()).isEqualTo("unsupported_parameter");
        assertThat(fault.param()).isEqualTo(name);
        assertThat(upstream(with("\"" + name + "\":null"))).isEqualTo(with(""));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]} | model | missing_required_parameter",
                "{\"model\":\"m\"} | messages | missing_required_parameter",
                "{} | model | missing_required_parameter",
                "{\"model\":null,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]} | model | invalid_type",
                "{\"model\":7,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]} | model | invalid_type",
                "{\"model\":\"m\",\"messages\":null} | messages | invalid_type",
                "{\"model\":\"m\",\"messages\":[]} | messages | empty_array"
            })
    void a_request_has_a_model_and_messages(String json, String path, String code) {
        Fault fault = fault(json);

        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.param()).isEqualTo(path);
        if (code.equals("missing_required_parameter")) {
            assertThat(fault.message()).isEqualTo("Missing required parameter: '" + path + "'.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"top_logprobs\":1 | top_logprobs | The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
                "\"logprobs\":false,\"top_logprobs\":5 | top_logprobs | The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
                "\"stream_options\":{\"include_usage\":true} | stream_options | The 'stream_options' parameter is only allowed when 'stream' is enabled.",
                "\"stream\":false,\"stream_options\":{} | stream_options | The 'stream_options' parameter is only allowed when 'stream' is enabled.",
                "\"tool_choice\":\"auto\" | tool_choice | The 'tool_choice' parameter is only allowed when 'tools' are specified.",
                "\"max_tokens\":1,\"max_completion_tokens\":2 | max_completion_tokens | The 'max_completion_tokens' and 'max_tokens' parameters contradict each other.",
                "\"reasoning\":{\"enabled\":false},\"reasoning_effort\":\"low\" | reasoning_effort | The 'reasoning_effort' and 'reasoning' parameters contradict each other.",
                "\"reasoning_effort\":\"low\",\"reasoning\":{\"max_tokens\":5} | reasoning_effort | The 'reasoning_effort' and 'reasoning' parameters contradict each other.",
                "\"include_reasoning\":true,\"reasoning\":{\"exclude\":true} | include_reasoning | The 'include_reasoning' and 'reasoning' parameters contradict each other."
            })
    void parameters_that_do_not_go_together_are_named(String members, String path, String message) {
        Fault fault = fault(with(members));

        assertThat(fault.message()).isEqualTo(message);
        assertThat(fault.param()).isEqualTo(path);
        assertThat(fault.code()).isEqualTo("invalid_parameter_combination");
    }

    @Test
    void a_tool_that_is_chosen_must_be_there() {
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],";

        assertThat(fault(with(tools + "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"g\"}}")))
                .extracting(Fault::message, Fault::param, Fault::code)
                .containsExactly(
                        "Tool choice 'g' not found in 'tools' parameter.",
                        "tool_choice.function.name",
                        "invalid_value");
        assertThat(fault(with(tools
                                + "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\","
                                + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]}}"))
                        .param())
                .isEqualTo("tool_choice.allowed_tools.tools[0].function.name");
    }

    @Test
    void the_first_finding_is_told() {
        assertThat(fault(with("\"temperature\":3,\"top_p\":7")).param()).isEqualTo("temperature");
    }

    @Test
    void what_the_client_wrote_is_read_back_to_it_in_short() {
        assertThat(fault(with("\"verbosity\":\"" + "x".repeat(10_000) + "\"")).message())
                .hasSizeLessThan(200);
        assertThat(fault(with("\"logit_bias\":{\"" + "9".repeat(1000) + "\":\"x\"}"))
                        .param())
                .hasSizeLessThan(100);
    }
}
