package io.github.tallyport.validation;

import static io.github.tallyport.validation.Requests.fault;
import static io.github.tallyport.validation.Requests.read;
import static io.github.tallyport.validation.Requests.saying;
import static io.github.tallyport.validation.Requests.upstream;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.openai.PartKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages, role by role. */
class MessageTest {
    private static final String CALL =
            "{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"system\",\"content\":\"be brief\"}",
                "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"be brief\"}],\"name\":\"boss\"}",
                "{\"role\":\"user\",\"content\":\"\"}",
                "{\"content\":\"hi\",\"role\":\"user\"}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"text\":\"b\",\"type\":\"text\"}]}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x/y\"}}]}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"\",\"format\":\"mp3\"}}]}",
                "{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}]}",
                "{\"role\":\"assistant\",\"content\":\"yes\",\"name\":\"bot\"}",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"refusal\",\"refusal\":\"no\"}]}",
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[" + CALL + "]}",
                "{\"role\":\"assistant\",\"tool_calls\":[" + CALL + "," + CALL + "]}",
                "{\"tool_calls\":[" + CALL + "],\"content\":null,\"role\":\"assistant\"}",
                "{\"role\":\"assistant\",\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}",
                "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"no\"}",
                "{\"role\":\"assistant\",\"content\":\"a\",\"reasoning\":\"r\",\"reasoning_content\":\"c\","
                        + "\"reasoning_details\":[{\"type\":\"any\",\"n\":1e5}]}",
                "{\"role\":\"tool\",\"content\":\"42\",\"tool_call_id\":\"c1\"}",
                "{\"tool_call_id\":\"c1\",\"content\":[{\"type\":\"text\",\"text\":\"42\"}],\"role\":\"tool\"}"
            })
    void what_a_role_may_say_is_sent_on_as_it_was_written(String message) {
        assertThat(upstream(saying(message))).isEqualTo(saying(message));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "1 | messages[0] | an object | an integer",
                "null | messages[0] | an object | null",
                "\"hi\" | messages[0] | an object | a string",
                "{\"role\":\"user\",\"content\":\"a\"},[] | messages[1] | an object | an array",
                "{\"role\":1,\"content\":\"a\"} | messages[0].role | a string | an integer",
                "{\"role\":null,\"content\":\"a\"} | messages[0].role | a string | null",
                "{\"role\":\"user\",\"content\":{}} | messages[0].content | one of a string or array of objects | an object",
                "{\"role\":\"user\",\"content\":5} | messages[0].content | one of a string or array of objects | an integer",
                "{\"role\":\"user\",\"content\":null} | messages[0].content | one of a string or array of objects | null",
                "{\"role\":\"assistant\",\"content\":null} | messages[0].content | one of a string or array of objects | null",
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":null} | messages[0].content | one of a string or array of objects | null",
                "{\"role\":\"user\",\"content\":[\"hi\"]} | messages[0].content[0] | an object | a string",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":7}]} | messages[0].content[1].type | a string | an integer",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":7}]} | messages[0].content[0].text | a string | an integer",
                "{\"role\":\"user\",\"content\":[{\"text\":[],\"type\":\"text\"}]} | messages[0].content[0].text | a string | an array",
                "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":\"https://x/y\"}]} | messages[0].content[0].image_url | an object | a string",
                "{\"role\":\"user\",\"content\":\"a\",\"name\":7} | messages[0].name | a string | an integer",
                "{\"role\":\"tool\",\"content\":\"a\",\"tool_call_id\":7} | messages[0].tool_call_id | a string | an integer",
                "{\"role\":\"assistant\",\"tool_calls\":{}} | messages[0].tool_calls | an array of objects | an object",
                "{\"role\":\"assistant\",\"tool_calls\":[1]} | messages[0].tool_calls[0] | an object | an integer",
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":1}]} | messages[0].tool_calls[0].id | a string | an integer",
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":{}}}]} | messages[0].tool_calls[0].function.arguments | a string | an object",
                "{\"role\":\"assistant\",\"content\":\"a\",\"refusal\":1} | messages[0].refusal | a string | an integer",
                "{\"role\":\"assistant\",\"content\":\"a\",\"reasoning_content\":1} | messages[0].reasoning_content | a string | an integer",
                "{\"role\":\"assistant\",\"content\":\"a\",\"reasoning_details\":1} | messages[0].reasoning_details | an array | an integer"
            })
    void a_wrong_type_is_named_by_its_path(String messages, String path, String expected, String got) {
        Fault fault = fault(saying(messages));

        assertThat(fault.message())
                .isEqualTo("Invalid type for '" + path + "': expected " + expected + ", but got " + got + " instead.");
        assertThat(fault.code()).isEqualTo("invalid_type");
        assertThat(fault.param()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{} | messages[0].role",
                "{\"content\":\"a\"} | messages[0].role",
                "{\"role\":\"user\"} | messages[0].content",
                "{\"role\":\"system\"} | messages[0].content",
                "{\"role\":\"assistant\"} | messages[0].content",
                "{\"role\":\"assistant\",\"reasoning\":\"hm\"} | messages[0].content",
                "{\"role\":\"user\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]} | messages[0].content",
                "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"tool\",\"content\":\"a\"} | messages[1].tool_call_id",
                "{\"role\":\"tool\",\"content\":\"a\",\"tool_call_id\":null} | messages[0].tool_call_id",
                "{\"role\":\"user\",\"content\":[{}]} | messages[0].content[0].type",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]} | messages[0].content[0].text",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":null}]} | messages[0].content[0].text",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"text\":\"b\"}]} | messages[0].content[1].image_url",
                "{\"role\":\"assistant\",\"tool_calls\":[{}]} | messages[0].tool_calls[0].id",
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\"}]} | messages[0].tool_calls[0].type",
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\"}]} | messages[0].tool_calls[0].function",
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"arguments\":\"\"}}]} | messages[0].tool_calls[0].function.name",
                "{\"role\":\"assistant\",\"function_call\":{\"name\":\"f\"}} | messages[0].function_call.arguments"
            })
    void what_is_missing_is_named_by_its_path(String messages, String path) {
        Fault fault = fault(saying(messages));

        assertThat(fault.message()).isEqualTo("Missing required parameter: '" + path + "'.");
        assertThat(fault.code()).isEqualTo("missing_required_parameter");
        assertThat(fault.param()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"role\":\"function\",\"content\":\"a\",\"name\":\"f\"} | messages[0].role | 'function'. Supported values are: 'system', 'developer', 'user', 'assistant', and 'tool'.",
                "{\"role\":\"User\",\"content\":\"a\"} | messages[0].role | 'User'. Supported values are: 'system', 'developer', 'user', 'assistant', and 'tool'.",
                "{\"role\":\"user\",\"content\":[{\"type\":\"video\"}]} | messages[0].content[0].type | 'video'. Supported values are: 'text', 'image_url', 'input_audio', 'file', and 'refusal'.",
                "{\"role\":\"system\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":{}}]} | messages[0].content[1].type | 'image_url'. Supported values are: 'text'.",
                "{\"content\":[{\"type\":\"file\",\"file\":{}}],\"role\":\"developer\"} | messages[0].content[0].type | 'file'. Supported values are: 'text'.",
                "{\"role\":\"user\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"a\"}]} | messages[0].content[0].type | 'refusal'. Supported values are: 'text', 'image_url', 'input_audio', and 'file'.",
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{}}]} | messages[0].content[0].type | 'input_audio'. Supported values are: 'text' and 'refusal'.",
                "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"a\"}]} | messages[0].content[0].type | 'refusal'. Supported values are: 'text'.",
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"custom\"}]} | messages[0].tool_calls[0].type | 'custom'. Supported values are: 'function'."
            })
    void a_word_that_is_not_on_the_list_is_answered_with_the_list(String messages, String path, String message) {
        Fault fault = fault(saying(messages));

        assertThat(fault.message()).isEqualTo("Invalid value: " + message);
        assertThat(fault.code()).isEqualTo("invalid_value");
        assertThat(fault.param()).isEqualTo(path);
    }

    @Test
    void contents_and_calls_are_not_empty_and_calls_are_at_most_128() {
        assertThat(fault(saying("{\"role\":\"user\",\"content\":[]}")))
                .extracting(Fault::code, Fault::param, Fault::message)
                .containsExactly(
                        "empty_array",
                        "messages[0].content",
                        "Invalid 'messages[0].content': empty array. Expected an array with minimum length 1, but got an"
                                + " empty array instead.");
        assertThat(fault(saying("{\"role\":\"assistant\",\"tool_calls\":[]}")).code())
                .isEqualTo("empty_array");
        assertThat(fault(saying("{\"role\":\"assistant\",\"tool_calls\":[" + (CALL + ",").repeat(128) + CALL + "]}")))
                .extracting(Fault::code, Fault::param, Fault::message)
                .containsExactly(
                        "array_above_max_length",
                        "messages[0].tool_calls",
                        "Invalid 'messages[0].tool_calls': array too long. Expected an array with maximum length 128, but"
                                + " got an array with length 129 instead.");
    }

    @Test
    void the_published_rust_sample_whose_messages_are_an_object_gets_a_clean_answer() {
        Fault fault =
                fault("{\"model\":\"deepseek/deepseek-v3.2-exp\",\"messages\":{\"role\":\"user\",\"content\":\"你好\"}}");

        assertThat(fault.status()).isEqualTo(400);
        assertThat(fault.code()).isEqualTo("invalid_type");
        assertThat(fault.param()).isEqualTo("messages");
        assertThat(fault.message())
                .isEqualTo("Invalid type for 'messages': expected an array of objects, but got an object instead.");
    }

    @Test
    void the_first_part_of_every_other_kind_is_remembered() {
        String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"u\"}}";
        String text = "{\"type\":\"text\",\"text\":\"a\"}";
        String file = "{\"type\":\"file\",\"file\":{}}";

        assertThat(read(saying("{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":[" + text + ","
                                + image + "," + image + "]},{\"role\":\"user\",\"content\":[" + file + "," + image
                                + "]}"))
                        .media())
                .isEqualTo(Map.of(
                        PartKind.IMAGE, "messages[1].content[1].type", PartKind.FILE, "messages[2].content[0].type"));
        assertThat(read(saying("{\"role\":\"user\",\"content\":[" + text + "]}"))
                        .media())
                .isEmpty();
    }

    @Test
    void what_goes_into_the_prompt_is_measured_and_nothing_else() {
        String plain = "{\"role\":\"user\",\"content\":\"0123456789\"}";
        long one = read(saying(plain)).prompt().estimate();

        assertThat(one).isEqualTo(8 + 4);
        assertThat(read(saying("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"0123456789\"}]}"))
                        .prompt()
                        .estimate())
                .isEqualTo(one);
        assertThat(read(saying("{\"role\":\"user\",\"content\":\"0123456789\",\"unknown\":\"" + "x".repeat(1000)
                                + "\"}"))
                        .prompt()
                        .estimate())
                .isEqualTo(one);
        assertThat(read(saying(
                                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"" + "x".repeat(1000)
                                        + "\",\"type\":\"function\",\"function\":{\"name\":\"01234\",\"arguments\":\"56789\"}}]}"))
                        .prompt()
                        .estimate())
                .isEqualTo(one);
        assertThat(read(saying("{\"role\":\"user\",\"content\":\"\\u4f60\\u597d\"}"))
                        .prompt())
                .isEqualTo(
                        read(saying("{\"role\":\"user\",\"content\":\"你好\"}")).prompt());
    }
}
