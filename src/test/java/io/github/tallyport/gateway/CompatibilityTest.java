package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.gateway.TestGateway.MODEL;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.finishWithUsage;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.stream;
import static io.github.tallyport.upstream.StreamParts.trailingUsageWithChoice;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The twenty cases that were real breaks between gateways and SDKs, each through a real socket; 8, 9, 10, 14 and 17 are in
 * {@link CompatibleErrorsTest}, 15 is in {@link LeavingTest}.
 */
class CompatibilityTest {
    private static final String WITH_USAGE =
            HELLO_STREAM.substring(0, HELLO_STREAM.length() - 1) + ",\"stream_options\":{\"include_usage\":true}}";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.forget();
    }

    @Test
    void case_1_an_error_member_that_is_null_is_absent() {
        String withNull = delta("Hi").replaceFirst("\\{", "{\"error\":null,");
        assertThat(streamed(HELLO_STREAM, role(), withNull, finish("stop"), Answers.DONE))
                .doesNotContain("error");
    }

    @Test
    void case_2_usage_comes_only_in_its_own_chunk_without_choices() {
        String body = streamed(WITH_USAGE, role(), delta("Hi"), finishWithUsage("stop", 9, 2), Answers.DONE);
        List<String> events = events(body);
        assertThat(events).filteredOn(event -> event.contains("\"usage\":{")).hasSize(1);
        assertThat(events.get(events.size() - 2)).contains("\"choices\":[]").contains("\"prompt_tokens\":9");
    }

    @Test
    void case_3_the_first_delta_has_the_role() {
        String body = streamed(HELLO_STREAM, delta("Hi"), finish("stop"), Answers.DONE);
        assertThat(events(body).getFirst()).contains("\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"}");
    }

    @Test
    void case_4_nothing_but_usage_follows_the_finish_reason() {
        String body = streamed(
                WITH_USAGE, role(), finish("stop"), delta("late"), trailingUsageWithChoice(9, 2), Answers.DONE);
        assertThat(body).doesNotContain("late");
        assertThat(events(body)).hasSize(4);
    }

    @Test
    void case_5_the_body_is_closed_right_after_done() throws Exception {
        gateway.upstream()
                .next(Answers.sseHead()
                        .then(events(stream("Hi")))
                        .then(Script.start().hang()));
        try (var body = gateway.open(HELLO_STREAM).body()) {
            assertThat(new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void case_6_a_stream_has_no_id_retry_or_event_lines_and_no_double_newline_comments() {
        gateway.upstream()
                .next(Answers.sseHead()
                        .then(Answers.raw(": OPENROUTER PROCESSING\n\nretry: 3000\nid: 7\nevent: message\ndata: "
                                + role() + "\n\n"))
                        .then(Answers.raw("data: " + finish("stop") + "\r\n\r\ndata: [DONE]\n\n"))
                        .then(Answers.end()));
        String body = gateway.chat(HELLO_STREAM).body();
        assertThat(body.lines())
                .allMatch(line -> line.isEmpty() || line.startsWith("data: {") || line.equals("data: [DONE]"));
    }

    @Test
    void case_7_a_truncated_stream_ends_with_an_error_event() {
        String body = streamed(HELLO_STREAM, role(), delta("Hi"));
        assertThat(events(body).getLast()).startsWith("{\"error\":{").contains("\"code\":\"upstream_error\"");
        assertThat(body).doesNotContain("[DONE]");
        assertThat(gateway.receipt().ending()).isEqualTo(Ending.BROKEN_OFF);
    }

    @Test
    void case_11_model_ids_work_with_a_raw_and_an_encoded_slash() {
        for (String path :
                List.of("/v1/models/deepseek/deepseek-v3.2-exp", "/v1/models/deepseek%2Fdeepseek-v3.2-exp")) {
            HttpResponse<String> response = gateway.send(get(path));
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.body()).contains("\"id\":\"" + MODEL + "\"");
        }
    }

    @Test
    void case_12_accept_never_decides_anything() {
        for (String accept : List.of("application/json", "text/event-stream", "")) {
            gateway.upstream().next(Answers.sse(stream("Hi")));
            HttpResponse<String> streamed = gateway.send(accepting(gateway.chatRequest(HELLO_STREAM), accept));
            assertThat(streamed.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
            HttpResponse<String> refused = gateway.send(accepting(gateway.chatRequest("{}"), accept));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.headers().firstValue("content-type")).hasValue("application/json");
        }
    }

    @Test
    void case_13_a_body_of_1300_kilobytes_of_escaped_chinese_is_accepted() {
        String text = "\\u4f60\\u597d".repeat(108_000);
        String body = HELLO.replace("你好", text);
        assertThat(body.length()).isGreaterThan(1_290_000);
        assertThat(gateway.chat(body).statusCode()).isEqualTo(200);
        assertThat(gateway.upstream().requests().getLast().text()).contains(text);
    }

    @Test
    void case_16_no_reset_header_is_a_bare_number() {
        assertThat(gateway.chat(HELLO).headers().map().keySet())
                .noneMatch(name -> name.startsWith("x-ratelimit-reset"));
    }

    @Test
    void case_18_models_provider_and_plugins_are_never_forwarded() {
        String steering = HELLO.substring(0, HELLO.length() - 1)
                + ",\"models\":[\"dear/model\"],\"provider\":{\"order\":[\"x\"]},\"plugins\":[{\"id\":\"web\"}],\"route\":\"fallback\",\"transforms\":[\"middle-out\"]}";
        assertThat(gateway.chat(steering).statusCode()).isEqualTo(200);
        assertThat(gateway.upstream().requests().getLast().text()).isEqualTo(HELLO);
    }

    @Test
    void case_19_developer_becomes_system() {
        assertThat(gateway.chat(HELLO.replace("\"user\"", "\"developer\"")).statusCode())
                .isEqualTo(200);
        assertThat(gateway.upstream().requests().getLast().text()).isEqualTo(HELLO.replace("\"user\"", "\"system\""));
    }

    @Test
    void case_20_a_client_that_did_not_ask_sees_no_usage_chunk_and_is_billed() {
        String body = streamed(HELLO_STREAM, stream("Hi", "!"));
        assertThat(body).doesNotContain("usage");
        assertThat(gateway.upstream().requests().getLast().text())
                .contains("\"stream_options\":{\"include_usage\":true}");
        Receipt receipt = gateway.receipt();
        assertThat(receipt.usage()).isEqualTo(new Usage.Reported(9, 0, 2, 0));
        assertThat(receipt.cost()).isEqualTo(9 * 3_500 + 2 * 5_500);
    }

    private static String streamed(String request, String... events) {
        gateway.upstream().next(Answers.sse(events));
        HttpResponse<String> response = gateway.chat(request);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static List<String> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }

    private static Script events(String[] events) {
        Script script = Script.start();
        for (String event : events) {
            script = script.then(Answers.event(event));
        }
        return script;
    }

    private static HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(gateway.uri(path)).header("Authorization", "Bearer " + gateway.key());
    }

    private static HttpRequest.Builder accepting(HttpRequest.Builder request, String accept) {
        return accept.isEmpty() ? request : request.header("Accept", accept);
    }
}
