package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of a provider has one documented ending: a status or an error event, and one receipt. */
class UpstreamFaultsTest {
    private static final Script HANG = Script.start().hang();
    private static final Script FIN = Script.start().fin();
    private static final Script RESET = Script.start().reset();
    private static final Script BEGUN =
            Answers.sseHead().then(Answers.event(role())).then(Answers.event(delta("Hi")));

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.impatient();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.forget();
    }

    static Stream<Arguments> before_the_first_byte() {
        return Stream.of(
                fault("accepts and closes", FIN, 502, "upstream_connection_error"),
                fault("resets before the head", RESET, 502, "upstream_connection_error"),
                fault(
                        "ends inside the head",
                        Script.start().text("HTTP/1.1 200 OK\r\nContent-Ty").then(FIN),
                        502,
                        "upstream_connection_error"),
                fault(
                        "stalls inside the head",
                        Script.start().text("HTTP/1.1 200 OK\r\nContent-Ty").then(HANG),
                        504,
                        "upstream_timeout"),
                fault("never answers", HANG, 504, "upstream_timeout"),
                fault(
                        "speaks no HTTP",
                        Script.start().text("SSH-2.0-OpenSSH\r\n\r\n").then(FIN),
                        502,
                        "upstream_error"),
                fault("answers 500", Answers.json(500, "{\"error\":{\"message\":\"oops\"}}"), 502, "upstream_error"),
                fault("answers 502 with HTML", Answers.html(502), 502, "upstream_error"),
                fault("answers 200 with HTML", Answers.html(200), 502, "upstream_error"),
                fault("answers 301", Answers.json(301, "", "Location: http://127.0.0.1:1/"), 502, "upstream_error"),
                fault("answers 404", Answers.json(404, "{}"), 502, "upstream_model_unavailable"),
                fault("answers 429", Answers.json(429, "{}"), 503, "server_is_overloaded"),
                fault("answers an empty 200", Answers.json(200, ""), 502, "upstream_error"),
                fault(
                        "answers 200 with an error",
                        Answers.json(200, "{\"error\":{\"message\":\"x\",\"code\":500}}"),
                        502,
                        "upstream_error"),
                fault(
                        "answers with half a JSON",
                        Answers.json(200, "{\"id\":\"x\",\"choices\":[{"),
                        502,
                        "upstream_error"),
                fault(
                        "sends a bad chunk size",
                        Script.start()
                                .text(Answers.head(200, "Content-Type: application/json", "Transfer-Encoding: chunked")
                                        + "zz\r\n"),
                        502,
                        "upstream_error"),
                fault("sends a gzip bomb", Answers.gzipBomb(64 << 20), 502, "upstream_error"),
                fault(
                        "answers too long a body",
                        Answers.json(200, "{\"a\":\"" + "x".repeat(17 << 20) + "\"}"),
                        502,
                        "upstream_error"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("before_the_first_byte")
    void a_fault_before_the_first_byte_is_a_status_for_json_and_for_streams(
            String name, Script script, int status, String code) {
        for (String request : new String[] {HELLO, HELLO_STREAM}) {
            gateway.upstream().next(script);
            HttpResponse<String> response = gateway.chat(request);
            assertThat(response.body()).startsWith("{\"error\":{\"message\":").contains("\"code\":\"" + code + "\"");
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("x-request-id")).isPresent();
            Receipt receipt = gateway.receipt();
            assertThat(receipt.ending()).isEqualTo(Ending.FAILED);
            assertThat(receipt.status()).isEqualTo(status);
            assertThat(receipt.attempts()).isEqualTo(1);
        }
    }

    static Stream<Arguments> after_the_first_byte() {
        return Stream.of(
                Arguments.of("resets", BEGUN.then(RESET)),
                Arguments.of(
                        "ends inside a chunk",
                        BEGUN.then(Script.start().text("ff\r\ndata: {")).then(FIN)),
                Arguments.of("ends without a finish_reason", BEGUN.then(Answers.end())),
                Arguments.of(
                        "says DONE without a finish_reason",
                        BEGUN.then(Answers.event("[DONE]")).then(Answers.end())),
                Arguments.of("falls silent", BEGUN.then(HANG)),
                Arguments.of(
                        "sends only comments",
                        BEGUN.then(Script.start()
                                .endless(Answers.chunk(": x\n\n".getBytes(UTF_8)), Duration.ofMillis(50)))),
                Arguments.of(
                        "never ends",
                        Answers.sseHead()
                                .then(Script.start()
                                        .endless(
                                                Answers.chunk(("data: " + delta("x") + "\n\n").getBytes(UTF_8)),
                                                Duration.ofMillis(20)))),
                Arguments.of("sends a bad chunk size", BEGUN.then(Script.start().text("zz\r\n"))),
                Arguments.of(
                        "sends what is not JSON",
                        BEGUN.then(Answers.event("{oops")).then(HANG)),
                Arguments.of(
                        "sends an error",
                        BEGUN.then(Answers.event("{\"error\":{\"message\":\"x\",\"code\":500}}"))
                                .then(HANG)),
                Arguments.of(
                        "sends an error in a chunk",
                        BEGUN.then(Answers.event(
                                        "{\"id\":\"1\",\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}"))
                                .then(HANG)),
                Arguments.of(
                        "sends a line without end",
                        BEGUN.then(Answers.raw("data: "))
                                .then(Script.start()
                                        .endless(
                                                Answers.chunk("x".repeat(60_000).getBytes(UTF_8))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("after_the_first_byte")
    void a_fault_after_the_first_byte_is_the_last_event_and_no_done_follows(String name, Script script) {
        gateway.upstream().next(script);
        HttpResponse<String> response = gateway.chat(HELLO_STREAM);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("data: {\"id\":\"chatcmpl-1\"").doesNotContain("[DONE]");
        String last = response.body().lines().filter(line -> !line.isEmpty()).reduce("", (_, line) -> line);
        assertThat(last).startsWith("data: {\"error\":{\"message\":").endsWith("}}");
        Receipt receipt = gateway.receipt();
        assertThat(receipt.ending()).isEqualTo(Ending.BROKEN_OFF);
        assertThat(receipt.usage()).isInstanceOf(Usage.Estimated.class);
        assertThat(receipt.usage().completion()).isPositive();
        assertThat(gateway.hasReceipt()).isFalse();
    }

    @Test
    void a_stream_that_hangs_after_the_finish_reason_is_whole_all_the_same() {
        gateway.upstream().next(BEGUN.then(Answers.event(finish("stop"))).then(HANG));
        assertThat(gateway.chat(HELLO_STREAM).body())
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("error");
        assertThat(gateway.receipt().ending()).isEqualTo(Ending.ANSWERED);
    }

    @Test
    void a_json_body_where_a_stream_was_asked_becomes_a_stream() {
        HttpResponse<String> response = gateway.chat(HELLO_STREAM);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream; charset=utf-8");
        assertThat(response.body())
                .contains("\"delta\":{\"role\":\"assistant\"")
                .contains("chat.completion.chunk")
                .endsWith("data: [DONE]\n\n");
        assertThat(gateway.receipt().usage()).isEqualTo(new Usage.Reported(9, 0, 250, 0));
    }

    @Test
    void a_stream_where_one_answer_was_asked_is_the_providers_fault() {
        gateway.upstream().next(Answers.sse(stream("Hi")));
        assertThat(gateway.chat(HELLO).statusCode()).isEqualTo(502);
    }

    @Test
    void compressed_answers_are_read_although_nobody_asked_for_them() {
        gateway.upstream()
                .next(Answers.gzip(
                        200,
                        "application/json",
                        Answers.resource("chat-response.json").getBytes(UTF_8)));
        assertThat(gateway.chat(HELLO).body()).isEqualTo(Answers.resource("chat-response.json"));
        String events = "data: " + String.join("\n\ndata: ", stream("Hi")) + "\n\n";
        gateway.upstream().next(Answers.gzip(200, "text/event-stream", events.getBytes(UTF_8)));
        assertThat(gateway.chat(HELLO_STREAM).body())
                .contains("\"content\":\"Hi\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void blank_lines_before_a_json_answer_are_allowed() {
        gateway.upstream().next(Answers.json(200, "\n\n\n" + Answers.resource("chat-response.json")));
        assertThat(gateway.chat(HELLO).statusCode()).isEqualTo(200);
    }

    @Test
    void a_provider_that_cannot_be_reached_is_a_502() {
        try (TestGateway nobody =
                TestGateway.start("TALLYPORT_UPSTREAM_BASE_URL=" + io.github.tallyport.upstream.BlackHole.refused())) {
            HttpResponse<String> response = nobody.chat(HELLO);
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body()).contains("upstream_connection_error");
            assertThat(nobody.receipt().ending()).isEqualTo(Ending.FAILED);
        }
    }

    private static Arguments fault(String name, Script script, int status, String code) {
        return Arguments.of(name, script, status, code);
    }
}
