package io.github.tallyport.validation;

import static io.github.tallyport.validation.Requests.MESSAGES;
import static io.github.tallyport.validation.Requests.fault;
import static io.github.tallyport.validation.Requests.read;
import static io.github.tallyport.validation.Requests.reader;
import static io.github.tallyport.validation.Requests.refused;
import static io.github.tallyport.validation.Requests.saying;
import static io.github.tallyport.validation.Requests.upstream;
import static io.github.tallyport.validation.Requests.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.openai.ChatRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a provider gets: the client's bytes, but for what the gateway owns. */
class UpstreamBodyTest {
    private static final String USAGE = ",\"stream_options\":{\"include_usage\":true}";

    @Test
    void the_published_example_goes_on_as_the_very_same_bytes() throws IOException {
        byte[] body = resource("/upstream/chat-request.json");
        ChatRequest request = Requests.READER.read(body);

        assertThat(request.model()).isEqualTo("deepseek/deepseek-v3.2-exp");
        assertThat(request.stream()).isFalse();
        assertThat(request.maxTokens()).isEmpty();
        assertThat(request.upstreamBody("deepseek/deepseek-v3.2-exp", OptionalInt.empty()))
                .isSameAs(body);
    }

    @Test
    void the_providers_own_id_of_the_model_takes_the_place_of_the_clients() throws IOException {
        byte[] body = resource("/upstream/chat-request.json");

        assertThat(new String(Requests.READER.read(body).upstreamBody("v3\"2", OptionalInt.empty()), UTF_8))
                .isEqualTo(new String(body, UTF_8).replace("deepseek/deepseek-v3.2-exp", "v3\\\"2"));
    }

    @Test
    void a_model_written_with_escapes_is_the_same_model() {
        String json = "{\"model\":\"a\\/\\u0062\"," + MESSAGES + "}";

        assertThat(read(json).model()).isEqualTo("a/b");
        assertThat(new String(read(json).upstreamBody("a/b", OptionalInt.empty()), UTF_8))
                .isEqualTo(json);
    }

    @Test
    void numbers_escapes_and_blanks_stay_as_they_were_written() {
        String json =
                "\n{ \"temperature\" : 1.10 ,\r\n\t\"seed\":-0, \"top_p\":1.0e-0,\"model\":\"m\",\"messages\" :[ {"
                        + "\"role\":\"us\\u0065r\", \"content\":\"\\u4f60\\ud83d\\ude00 \\/ \\n 你\"} ] , \"stop\" : [ \"\\u0000\" ] } \n";

        assertThat(upstream(json)).isEqualTo(json);
    }

    @Test
    void a_budget_sets_the_length_of_the_answer() {
        assertThat(limited(with(""), 7)).isEqualTo("{\"model\":\"m\",\"max_tokens\":7," + MESSAGES + "}");
        assertThat(limited(with("\"max_tokens\": 9 ,\"seed\":1"), 7)).isEqualTo(with("\"max_tokens\":7 ,\"seed\":1"));
        assertThat(limited(with("\"max_completion_tokens\":9"), 7))
                .isEqualTo("{\"model\":\"m\",\"max_tokens\":7," + MESSAGES + "}");
        assertThat(limited(with("\"max_tokens\":null"), 7))
                .isEqualTo("{\"model\":\"m\",\"max_tokens\":7," + MESSAGES + "}");
        assertThat(limited(with("\"max_tokens\":7"), 7)).isEqualTo(with("\"max_tokens\":7"));
        assertThat(limited(with("\"stream\":true"), 7))
                .isEqualTo("{\"model\":\"m\"" + USAGE + ",\"max_tokens\":7," + MESSAGES + ",\"stream\":true}");
    }

    @Test
    void the_answers_length_is_known_under_both_its_names() {
        assertThat(read(with("\"max_tokens\":5")).maxTokens()).hasValue(5);
        assertThat(read(with("\"max_completion_tokens\":6")).maxTokens()).hasValue(6);
        assertThat(read(with("")).maxTokens()).isEmpty();
    }

    @Test
    void whether_the_client_wants_the_usage_is_remembered() {
        assertThat(read(with("\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                        .includeUsage())
                .isTrue();
        assertThat(read(with("\"stream\":true,\"stream_options\":{\"include_usage\":false}"))
                        .includeUsage())
                .isFalse();
        assertThat(read(with("\"stream\":true")).includeUsage()).isFalse();
        assertThat(read(with("\"stream\":true")).stream()).isTrue();
    }

    @Test
    void a_request_can_be_revised_for_several_providers() {
        ChatRequest request = read(with("\"stream\":true,\"user\":\"u\""));

        for (String model : new String[] {"one", "m", "another", "one"}) {
            assertThat(new String(request.upstreamBody(model, OptionalInt.of(3)), UTF_8))
                    .isEqualTo("{\"model\":\"" + model + "\"" + USAGE + ",\"max_tokens\":3," + MESSAGES
                            + ",\"stream\":true}");
        }
    }

    @Test
    void unknown_parameters_pass_only_where_that_is_configured() {
        String unknown = with("\"x\":[1],\"y\":null");

        assertThat(upstream(unknown)).isEqualTo(with(""));
        assertThat(passed(unknown)).isEqualTo(with("\"x\":[1]"));
        assertThat(refused(() -> reader(UnknownParameters.REJECT).read(unknown.getBytes(UTF_8))))
                .extracting(Fault::message, Fault::param, Fault::code)
                .containsExactly("Unknown parameter: 'x'.", "x", "unknown_parameter");
    }

    @ParameterizedTest
    @EnumSource(UnknownParameters.class)
    void what_steers_a_provider_never_passes(UnknownParameters unknown) {
        for (String name : new String[] {"models", "route", "provider", "plugins", "transforms", "pr\\u006fvider"}) {
            byte[] body = with("\"" + name + "\":{\"order\":[\"x\"]}").getBytes(UTF_8);
            if (unknown == UnknownParameters.REJECT) {
                assertThat(refused(() -> reader(unknown).read(body)).code()).isEqualTo("unknown_parameter");
            } else {
                assertThat(new String(reader(unknown).read(body).upstreamBody("m", OptionalInt.empty()), UTF_8))
                        .isEqualTo(with(""));
            }
        }
    }

    @Test
    void a_prompt_of_the_whole_window_in_escaped_chinese_is_read() {
        String json = saying("{\"role\":\"user\",\"content\":\"" + "\\u4f60\\u597d".repeat(110_000) + "\"}");
        ChatRequest request = read(json);

        assertThat(json.length()).isGreaterThan(1_300_000);
        assertThat(request.prompt().estimate()).isBetween(140_000L, 160_000L);
        assertThat(request.prompt().atLeast()).isLessThan(131_072);
        assertThat(new String(request.upstreamBody("m", OptionalInt.empty()), UTF_8))
                .isEqualTo(json);
    }

    @Test
    void a_request_says_nothing_of_its_prompt_when_it_is_printed() {
        assertThat(read(saying("{\"role\":\"user\",\"content\":\"secret\"}")).toString())
                .doesNotContain("secret")
                .contains("m");
        assertThat(fault(saying("{\"role\":\"user\",\"content\":\"secret\",\"name\":1}"))
                        .message())
                .doesNotContain("secret");
    }

    private static String limited(String json, int tokens) {
        return new String(read(json).upstreamBody("m", OptionalInt.of(tokens)), UTF_8);
    }

    private static String passed(String json) {
        return new String(
                reader(UnknownParameters.PASS).read(json.getBytes(UTF_8)).upstreamBody("m", OptionalInt.empty()),
                UTF_8);
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = UpstreamBodyTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not there");
            }
            return in.readAllBytes();
        }
    }
}
