package io.github.tallyport.sandbox;

import static io.github.tallyport.sandbox.Simulator.asking;
import static io.github.tallyport.sandbox.Simulator.readUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RehearsalTest {
    private static final String STREAM = ",\"stream\":true";
    private static final JsonMapper JSON = JsonMapper.shared();

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = new Simulator();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 502, 503, 529})
    void a_status_is_answered_with_the_dialects_error(int status) throws Exception {
        for (String stream : List.of("", STREAM)) {
            HttpResponse<String> refused = simulator.post(asking("tallyport:" + status, stream));
            assertThat(refused.statusCode()).isEqualTo(status);
            JsonNode error = JSON.readTree(refused.body()).path("error");
            assertThat(error.path("code").intValue()).isEqualTo(status);
            assertThat(error.path("message").stringValue()).isNotEmpty();
            assertThat(error.has("type")).isFalse();
        }
    }

    @Test
    void a_429_says_when_to_come_back() throws Exception {
        assertThat(retryAfter("tallyport:429")).isEqualTo("1");
        assertThat(retryAfter("tallyport:429-30")).isEqualTo("30");
        assertThat(retryAfter("tallyport:503-7")).isEqualTo("7");
        assertThat(retryAfter("tallyport:503")).isEmpty();
    }

    @Test
    void html_is_a_page_and_no_json() throws Exception {
        HttpResponse<String> page = simulator.post(asking("tallyport:html-502"));
        assertThat(page.statusCode()).isEqualTo(502);
        assertThat(page.headers().firstValue("content-type")).contains("text/html");
        assertThat(page.body()).startsWith("<html>");
    }

    @Test
    void context_length_is_complained_about_in_deepseeks_words() throws Exception {
        HttpResponse<String> refused = simulator.post(asking("tallyport:context-length"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("maximum context length is 131072 tokens");
    }

    @Test
    void an_error_as_answer_has_status_200() throws Exception {
        for (String stream : List.of("", STREAM)) {
            HttpResponse<String> answer = simulator.post(asking("tallyport:200-error", stream));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
            assertThat(JSON.readTree(answer.body()).has("error")).isTrue();
        }
    }

    @Test
    void an_error_can_be_a_streams_first_event() throws Exception {
        List<String> events = simulator.events(asking("tallyport:error-first", STREAM));
        assertThat(events)
                .singleElement()
                .satisfies(
                        event -> assertThat(JSON.readTree(event).has("error")).isTrue());
    }

    @Test
    void an_error_in_mid_stream_comes_in_a_chunk_and_ends_the_stream() throws Exception {
        List<JsonNode> chunks = simulator.chunks(asking("tallyport:error-mid-stream", STREAM));
        assertThat(chunks).hasSizeGreaterThan(5);
        assertThat(chunks.getLast().path("error").path("code").intValue()).isEqualTo(502);
        assertThat(chunks.getLast().at("/choices/0/finish_reason").stringValue())
                .isEqualTo("error");
        assertThat(simulator.post(asking("tallyport:error-mid-stream", STREAM)).body())
                .doesNotContain("[DONE]");
    }

    @Test
    void a_json_answer_has_no_middle_and_is_an_error_from_the_start() throws Exception {
        for (String word : List.of("error-first", "error-mid-stream")) {
            assertThat(simulator.answer(asking("tallyport:" + word)).has("error"))
                    .isTrue();
        }
    }

    @Test
    void a_truncated_stream_ends_in_order_but_without_a_finish_reason() throws Exception {
        HttpResponse<String> answer = simulator.post(asking("tallyport:truncate", STREAM));
        assertThat(Simulator.events(answer)).hasSizeGreaterThan(5);
        assertThat(answer.body())
                .doesNotContain("[DONE]", "\"finish_reason\":\"")
                .endsWith("}\n\n");
    }

    @Test
    void a_truncated_json_answer_is_half_a_document() throws Exception {
        String half = simulator.post(asking("tallyport:truncate")).body();
        assertThat(half).startsWith("{\"id\":\"chatcmpl-");
        assertThatThrownBy(() -> JSON.readTree(half)).isInstanceOf(JacksonException.class);
    }

    @Test
    void a_dropped_connection_is_reset_before_the_head() throws Exception {
        try (Socket socket = simulator.socket(asking("tallyport:drop"))) {
            assertThatThrownBy(() -> readUntil(socket, "HTTP"))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void a_connection_dropped_in_mid_stream_is_reset_after_some_events() throws Exception {
        for (String stream : List.of("", STREAM)) {
            try (Socket socket = simulator.socket(asking("tallyport:drop-mid-stream", stream))) {
                readUntil(socket, "chatcmpl-");
                assertThatThrownBy(() -> readUntil(socket, "never"))
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
        }
    }

    @Test
    void a_hanging_upstream_sends_nothing_at_all() throws Exception {
        try (Socket socket = simulator.socket(asking("tallyport:hang", STREAM))) {
            assertThat(simulator.scheduler.waitsForEver()).isTrue();
            assertThat(socket.getInputStream().available()).isZero();
        }
    }

    @Test
    void a_stalled_stream_says_something_and_then_nothing_more() throws Exception {
        try (Socket socket = simulator.socket(asking("tallyport:stall", STREAM))) {
            String begun = readUntil(socket, "\"delta\":{\"content\":");
            assertThat(begun).contains("text/event-stream");
            assertThat(simulator.scheduler.waitsForEver()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "stall"})
    void a_client_that_leaves_is_waited_for_no_longer(String word) throws Exception {
        try (Socket socket = simulator.socket(asking("tallyport:" + word, STREAM))) {
            assertThat(simulator.scheduler.waitsForEver()).isTrue();
            assertThat(socket.isConnected()).isTrue();
        }
        assertThat(simulator.scheduler.givesUp()).isTrue();
    }

    @Test
    void slow_puts_off_the_first_token_and_pace_the_others() throws Exception {
        simulator.post(asking("tallyport:slow-10s"));
        assertThat(simulator.scheduler.waits()).containsExactly(Duration.ofSeconds(10));
        simulator.scheduler.waits().clear();
        simulator.post(asking("tallyport:slow-300ms tallyport:pace-2s", STREAM));
        assertThat(simulator.scheduler.waits().getFirst()).isEqualTo(Duration.ofMillis(300));
        assertThat(simulator.scheduler.waits().getLast()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void length_and_content_filter_end_the_answer_early() throws Exception {
        assertThat(finish("tallyport:length")).isEqualTo("length");
        assertThat(finish("tallyport:content-filter")).isEqualTo("content_filter");
        assertThat(content("tallyport:length"))
                .hasSizeLessThan(content("tallyport:lengthy").length());
    }

    @Test
    void usage_and_done_can_be_missing() throws Exception {
        assertThat(simulator.answer(asking("tallyport:no-usage")).has("usage")).isFalse();
        assertThat(simulator.events(asking("tallyport:no-usage", STREAM))).noneMatch(event -> event.contains("usage"));
        assertThat(simulator.events(asking("tallyport:no-done", STREAM)))
                .doesNotContain("[DONE]")
                .anyMatch(event -> event.contains("\"finish_reason\":\"stop\""));
    }

    @Test
    void an_answer_can_be_empty_or_as_long_as_wanted() throws Exception {
        assertThat(content("tallyport:empty")).isEmpty();
        JsonNode answer = simulator.answer(asking("tallyport:long-2000"));
        assertThat(answer.at("/usage/completion_tokens").longValue()).isEqualTo(2000);
        assertThat(answer.at("/choices/0/finish_reason").stringValue()).isEqualTo("stop");
    }

    private String retryAfter(String word) throws Exception {
        return simulator.post(asking(word)).headers().firstValue("retry-after").orElse("");
    }

    private String finish(String word) throws Exception {
        return simulator.answer(asking(word)).at("/choices/0/finish_reason").stringValue();
    }

    private String content(String word) throws Exception {
        return simulator.answer(asking(word)).at("/choices/0/message/content").stringValue();
    }
}
