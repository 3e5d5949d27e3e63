package io.github.tallyport.validation;

import static io.github.tallyport.validation.Requests.PERMITS;
import static io.github.tallyport.validation.Requests.model;
import static io.github.tallyport.validation.Requests.read;
import static io.github.tallyport.validation.Requests.refused;
import static io.github.tallyport.validation.Requests.saying;
import static io.github.tallyport.validation.Requests.textModel;
import static io.github.tallyport.validation.Requests.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.catalogue.Model;
import io.github.tallyport.fault.Fault;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one model takes and another does not. */
class PermitsTest {
    @Test
    void what_a_model_takes_may_be_sent() {
        Permitted permitted = PERMITS.permit(read(with("\"temperature\":1,\"n\":1")), textModel());

        assertThat(permitted.model().id()).isEqualTo("m");
        assertThat(permitted.request().model()).isEqualTo("m");
        assertThat(new String(permitted.upstreamBody("up/m", OptionalInt.of(9)), UTF_8))
                .isEqualTo(with("\"temperature\":1").replace("\"m\"", "\"up/m\",\"max_tokens\":9"));
    }

    @Test
    void a_parameter_the_model_does_not_take_is_unsupported() {
        Model strict = model(1000, 4, Set.of(Model.Input.TEXT), Set.of("top_a", "seed"));

        assertThat(finding(with("\"temperature\":1,\"seed\":1"), strict))
                .extracting(Fault::code, Fault::param, Fault::message)
                .containsExactly(
                        "unsupported_parameter",
                        "seed",
                        "Unsupported parameter: 'seed' is not supported with this model.");
        assertThat(PERMITS.permit(read(with("\"seed\":null,\"temperature\":1")), strict))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "image_url, messages[0].content[1].type",
        "input_audio, messages[0].content[1].type",
        "file, messages[0].content[1].type"
    })
    void a_part_the_model_does_not_take_is_named_by_its_path(String kind, String path) {
        String json = saying("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"look\"},{\"type\":\"" + kind
                + "\",\"" + kind + "\":{}}]}");

        assertThat(finding(json, textModel()))
                .extracting(Fault::status, Fault::code, Fault::param, Fault::message)
                .containsExactly(
                        400,
                        "unsupported_value",
                        path,
                        "Unsupported value: '" + path + "' does not support '" + kind
                                + "' with this model. Supported values are: 'text'.");
        Model seeing = model(1000, 4, Set.of(Model.Input.values()), Set.of());
        assertThat(PERMITS.permit(read(json), seeing)).isNotNull();
    }

    @Test
    void one_answer_in_text_is_all_there_is() {
        assertThat(finding(with("\"n\":2"), textModel()))
                .extracting(Fault::code, Fault::param, Fault::message)
                .containsExactly(
                        "unsupported_value",
                        "n",
                        "Unsupported value: 'n' does not support 2 with this model. Only the default (1) value is"
                                + " supported.");
        assertThat(finding(with("\"modalities\":[\"text\",\"audio\"]"), textModel()))
                .extracting(Fault::code, Fault::param)
                .containsExactly("unsupported_value", "modalities");
    }

    @Test
    void a_model_says_how_many_stop_sequences_it_takes() {
        String five = with("\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]");

        assertThat(finding(five, textModel()))
                .extracting(Fault::code, Fault::param, Fault::message)
                .containsExactly(
                        "array_above_max_length",
                        "stop",
                        "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with"
                                + " length 5 instead.");
        assertThat(PERMITS.permit(read(five), model(1000, 16, Set.of(Model.Input.TEXT), Set.of())))
                .isNotNull();
    }

    @Test
    void only_what_cannot_fit_the_window_is_refused() {
        String words = "the quick brown fox ".repeat(150_000);
        String json = saying("{\"role\":\"user\",\"content\":\"" + words + "\"}");

        assertThat(finding(json, textModel()))
                .extracting(Fault::status, Fault::code, Fault::param, Fault::message)
                .containsExactly(
                        400,
                        "context_length_exceeded",
                        "messages",
                        "This model's maximum context length is 131072 tokens. However, you requested 150000 tokens"
                                + " (150000 in the messages, 0 in the completion). Please reduce the length of the"
                                + " messages or completion.");
        String doubtful = saying("{\"role\":\"user\",\"content\":\"" + words.substring(0, 2_000_000) + "\"}");
        assertThat(read(doubtful).prompt().estimate()).isGreaterThan(131_072);
        assertThat(PERMITS.permit(read(doubtful), textModel())).isNotNull();
    }

    @Test
    void an_answer_that_alone_fills_the_window_cannot_fit() {
        assertThat(finding(with("\"max_tokens\":131073"), textModel()).message())
                .contains("you requested 131073 tokens (0 in the messages, 131073 in the completion)");
        assertThat(finding(with("\"max_completion_tokens\":2147483647"), textModel())
                        .code())
                .isEqualTo("context_length_exceeded");
        assertThat(PERMITS.permit(read(with("\"max_tokens\":131072")), textModel()))
                .isNotNull();
    }

    private static Fault finding(String json, Model model) {
        return refused(() -> PERMITS.permit(read(json), model));
    }
}
