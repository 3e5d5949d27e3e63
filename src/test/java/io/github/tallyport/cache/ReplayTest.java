package io.github.tallyport.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.core.ObjectMappers;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events of a kept answer come to that answer again. */
class ReplayTest {
    private static final int TRIALS = 2_000;

    @Test
    void the_official_Java_client_comes_to_the_same_answer() throws Exception {
        for (int seed = 0; seed < TRIALS; seed++) {
            String document = new RandomAnswers(seed).next();
            ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
            for (String data : data(replayed(document, true))) {
                accumulator.accumulate(ObjectMappers.jsonMapper().readValue(data, ChatCompletionChunk.class));
            }
            ChatCompletion.Choice was = ObjectMappers.jsonMapper()
                    .readValue(document, ChatCompletion.class)
                    .choices()
                    .getFirst();
            ChatCompletion.Choice is = accumulator.chatCompletion().choices().getFirst();
            assertThat(is.message().content().orElse(""))
                    .as(document)
                    .isEqualTo(was.message().content().orElse(""));
            assertThat(is.message().toolCalls().orElse(List.of()))
                    .as(document)
                    .isEqualTo(was.message().toolCalls().orElse(List.of()));
            assertThat(is.finishReason()).isEqualTo(was.finishReason());
            assertThat(is.logprobs().flatMap(logprobs -> logprobs.content()).orElse(List.of()))
                    .as(document)
                    .isEqualTo(was.logprobs()
                            .flatMap(logprobs -> logprobs.content())
                            .orElse(List.of()));
            assertThat(accumulator.chatCompletion().usage().orElseThrow().totalTokens())
                    .isEqualTo(11);
        }
    }

    @Test
    void what_is_put_together_of_the_events_is_the_document() {
        for (int seed = 0; seed < TRIALS; seed++) {
            String document = new RandomAnswers(seed).next();
            byte[] again = Assembly.document(replayed(document, true));
            assertThat(json(new String(Objects.requireNonNull(again, document), UTF_8)))
                    .as(document)
                    .isEqualTo(json(document));
        }
    }

    @Test
    void usage_is_told_to_those_who_asked() {
        String document = new RandomAnswers(1).next();
        assertThat(data(replayed(document, false))).noneMatch(data -> data.contains("\"usage\":{"));
        assertThat(data(replayed(document, true)).getLast()).contains("\"choices\":[],\"usage\":{");
    }

    @Test
    void every_event_is_whole_and_says_whose_it_is() {
        for (int seed = 0; seed < 200; seed++) {
            String document = new RandomAnswers(seed).next();
            JsonNode answer = json(document);
            for (String data : data(replayed(document, true))) {
                JsonNode event = json(data);
                assertThat(event.required("id")).isEqualTo(answer.required("id"));
                assertThat(event.required("object").stringValue()).isEqualTo("chat.completion.chunk");
                assertThat(event.required("created")).isEqualTo(answer.required("created"));
                assertThat(event.required("model").stringValue()).isEqualTo("a/model");
                assertThat(event.has("system_fingerprint")).isEqualTo(answer.has("system_fingerprint"));
            }
        }
    }

    @Test
    void members_nobody_has_heard_of_are_told() {
        String document =
                "{\"id\":\"a\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"provider\":\"p\","
                        + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\",\"reasoning_details\":[{\"a\":1}],"
                        + "\"annotations\":[]},\"finish_reason\":\"stop\",\"native_finish_reason\":\"STOP\"}],\"usage\":{\"prompt_tokens\":1}}";
        assertThat(json(new String(Objects.requireNonNull(Assembly.document(replayed(document, true))), UTF_8)))
                .isEqualTo(json(document));
    }

    @Test
    void long_answers_go_out_in_several_pieces_of_whole_events() {
        String document = "{\"id\":\"a\",\"created\":1,\"choices\":[{\"index\":0,\"message\":{\"content\":\""
                + "x".repeat(200_000) + "\"},\"finish_reason\":\"stop\"}]}";
        List<byte[]> pieces = Replay.events(document.getBytes(UTF_8), "m", false);
        assertThat(pieces).hasSizeGreaterThan(5).allMatch(piece -> new String(piece, UTF_8).endsWith("\n\n"));
        assertThat(pieces.stream().mapToInt(piece -> piece.length).sum()).isLessThan(250_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"choices\":null}",
                "{\"choices\":[1]}",
                "{\"choices\":[{\"index\":-1}]}",
                "{\"choices\":[]"
            })
    void what_is_no_answer_is_not_told(String document) {
        assertThatThrownBy(() -> Replay.events(document.getBytes(UTF_8), "m", true))
                .isInstanceOf(RuntimeException.class);
    }

    private static byte[] replayed(String document, boolean usage) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Replay.events(document.getBytes(UTF_8), "asked/so", usage).forEach(all::writeBytes);
        String events = new String(all.toByteArray(), UTF_8);
        assertThat(events).endsWith("\n\ndata: [DONE]\n\n");
        return all.toByteArray();
    }

    private static List<String> data(byte[] events) {
        return new String(events, UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> line.substring("data: ".length()))
                .toList();
    }

    /** Whoever asked so is not part of it. */
    private static JsonNode json(String text) {
        return JsonMapper.shared()
                .readTree(text.replace("\"asked/so\"", "\"a/model\"")
                        .replace("\"model\":\"m\"", "\"model\":\"a/model\""));
    }
}
