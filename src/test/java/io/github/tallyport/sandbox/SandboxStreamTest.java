package io.github.tallyport.sandbox;

import static io.github.tallyport.sandbox.Simulator.asking;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SandboxStreamTest {
    private static final String STREAM = ",\"stream\":true";

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = new Simulator();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void a_stream_is_comments_then_events_then_done() throws Exception {
        HttpResponse<String> response = simulator.post(asking("hello", STREAM));
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(response.body())
                .startsWith(": OPENROUTER PROCESSING\n\ndata: {")
                .endsWith("}\n\ndata: [DONE]\n\n");
    }

    @Test
    void the_role_comes_first_the_finish_reason_last_and_all_chunks_agree() throws Exception {
        List<JsonNode> chunks = simulator.chunks(asking("hello", STREAM));
        assertThat(chunks.getFirst().at("/choices/0/delta")).hasToString("{\"role\":\"assistant\",\"content\":\"\"}");
        JsonNode finish = chunks.get(chunks.size() - 2);
        assertThat(finish.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
        assertThat(finish.at("/choices/0/delta").isEmpty()).isTrue();
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.path("id")).isEqualTo(chunks.getFirst().path("id"));
            assertThat(chunk.path("object").stringValue()).isEqualTo("chat.completion.chunk");
            assertThat(chunk.path("created").longValue()).isEqualTo(Simulator.NOW);
            assertThat(chunk.path("model").stringValue()).isEqualTo(Simulator.MODEL);
            assertThat(chunk.has("error")).isFalse();
        });
        assertThat(chunks.subList(1, chunks.size() - 2)).allSatisfy(chunk -> {
            assertThat(chunk.at("/choices/0/delta/content").stringValue()).isNotEmpty();
            assertThat(chunk.at("/choices/0/finish_reason").isNull()).isTrue();
        });
    }

    @Test
    void the_usage_chunk_has_the_form_of_the_dialect_and_the_numbers_of_the_whole_answer() throws Exception {
        JsonNode last = simulator.chunks(asking("hello", STREAM)).getLast();
        assertThat(last.at("/choices/0/delta/content").stringValue()).isEmpty();
        assertThat(last.at("/choices/0/finish_reason").isNull()).isTrue();
        assertThat(last.path("usage"))
                .isEqualTo(simulator.answer(asking("hello")).path("usage"));
    }

    @Test
    void the_pieces_together_are_the_whole_answer_in_any_language() throws Exception {
        for (String question : List.of("hello", "你好", "What is 😊 in one 😊😊 word?")) {
            String whole = simulator
                    .answer(asking(question))
                    .at("/choices/0/message/content")
                    .stringValue();
            assertThat(said(simulator.chunks(asking(question, STREAM)), "content"))
                    .isEqualTo(whole);
        }
    }

    @Test
    void thoughts_come_before_content() throws Exception {
        List<JsonNode> chunks = simulator.chunks(asking("hello", STREAM, ",\"reasoning\":{\"enabled\":true}"));
        JsonNode whole = simulator.answer(asking("hello", ",\"reasoning\":{\"enabled\":true}"));
        assertThat(said(chunks, "reasoning"))
                .isEqualTo(whole.at("/choices/0/message/reasoning").stringValue());
        int lastThought = Collections.max(indexes(chunks, "reasoning"));
        int firstWord = Collections.min(indexes(chunks.subList(1, chunks.size() - 1), "content")) + 1;
        assertThat(lastThought).isLessThan(firstWord);
    }

    @Test
    void the_first_token_and_the_pace_are_those_configured() throws Exception {
        int events = simulator.events(asking("hello", STREAM)).size();
        assertThat(simulator.scheduler.waits().getFirst()).isEqualTo(Duration.ofMillis(80));
        // the usage and the end go out together, and the first event does not wait for another
        assertThat(simulator
                        .scheduler
                        .waits()
                        .subList(1, simulator.scheduler.waits().size()))
                .hasSize(events - 2)
                .containsOnly(Duration.ofMillis(15));
    }

    private static List<Integer> indexes(List<JsonNode> chunks, String member) {
        return java.util.stream.IntStream.range(0, chunks.size())
                .filter(i -> chunks.get(i).at("/choices/0/delta").has(member))
                .boxed()
                .toList();
    }

    private static String said(List<JsonNode> chunks, String member) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/" + member).asString(""))
                .collect(Collectors.joining());
    }
}
