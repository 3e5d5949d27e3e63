package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.gateway.TestGateway.MODEL;
import static io.github.tallyport.upstream.StreamParts.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import io.github.tallyport.upstream.SeenRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes in and out around a chat request's body: paths, headers, keys, waiting. */
class ChatEdgeTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                "TALLYPORT_UPSTREAM_API_KEYS=sk-first, sk-second",
                "tallyport.upstream.commit-after=200ms",
                "tallyport.upstream.heartbeat=100ms",
                "tallyport.cors.allowed-origins=https://app.example");
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
    void chat_answers_under_every_prefix() {
        for (String path : List.of("/v1/chat/completions", "/api/gpt/v1/chat/completions", "/chat/completions?x=1")) {
            HttpResponse<String> response =
                    gateway.send(gateway.chatRequest(HELLO).uri(gateway.uri(path)));
            assertThat(response.statusCode()).as(path).isEqualTo(200);
        }
        HttpResponse<String> wrong = gateway.send(HttpRequest.newBuilder(gateway.uri("/v1/chat/completions")));
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("POST"));
    }

    @Test
    void two_upstream_keys_are_used_in_turn() {
        List<String> used = IntStream.range(0, 4)
                .mapToObj(_ -> {
                    gateway.chat(HELLO);
                    return String.valueOf(gateway.upstream().awaitRequest().header("authorization"));
                })
                .toList();
        assertThat(used.subList(0, 2)).containsExactlyInAnyOrder("Bearer sk-first", "Bearer sk-second");
        assertThat(used.subList(2, 4)).isEqualTo(used.subList(0, 2));
    }

    @Test
    void no_header_of_the_client_reaches_the_upstream_but_the_request_id() {
        gateway.send(gateway.chatRequest(HELLO)
                .header("Cookie", "a=b")
                .header("X-Forwarded-For", "1.2.3.4")
                .header("OpenAI-Organization", "org")
                .header("x-stainless-lang", "java")
                .header("User-Agent", "canary-agent")
                .header("x-request-id", "my-own.id_1"));
        SeenRequest seen = gateway.upstream().awaitRequest();
        assertThat(seen.headers().stream().map(Map.Entry::getKey).map(String::toLowerCase))
                .containsExactlyInAnyOrder(
                        "host",
                        "content-type",
                        "content-length",
                        "authorization",
                        "accept",
                        "accept-encoding",
                        "user-agent",
                        "x-request-id");
        assertThat(seen.header("x-request-id")).isEqualTo("my-own.id_1");
        assertThat(seen.header("user-agent")).isEqualTo("tallyport");
        assertThat(seen.header("authorization")).doesNotContain("tally");
    }

    @Test
    void no_header_of_the_upstream_reaches_the_client() {
        gateway.upstream()
                .next(Answers.json(
                        200,
                        Answers.resource("chat-response.json"),
                        "Set-Cookie: a=b",
                        "Server: nginx",
                        "CF-Ray: 1",
                        "x-request-id: theirs",
                        "x-tallyport-cost: 7",
                        "Connection: x-evil, close",
                        "x-evil: 1"));
        HttpResponse<String> response = gateway.chat(HELLO);
        assertThat(response.headers().map().keySet())
                .containsExactlyInAnyOrder(
                        "content-type",
                        "content-length",
                        "x-request-id",
                        "openai-processing-ms",
                        "x-tallyport-cost",
                        "x-tallyport-cost-currency",
                        "x-tallyport-cache",
                        "vary");
        assertThat(response.headers().firstValue("x-request-id")).isNotEqualTo("theirs");
    }

    @Test
    void a_sane_request_id_is_kept_and_another_replaced() {
        assertThat(answeredId("my-own.id_1")).isEqualTo("my-own.id_1");
        assertThat(answeredId("no spaces")).startsWith("req_");
        assertThat(answeredId("x".repeat(129))).startsWith("req_");
    }

    @Test
    void a_model_is_echoed_as_it_was_asked_for() {
        HttpResponse<String> response = gateway.chat(HELLO.replace(MODEL, "deepseek-v3.2-exp"));
        assertThat(response.body()).contains("\"model\": \"deepseek-v3.2-exp\"");
        assertThat(gateway.upstream().awaitRequest().text()).contains("\"model\":\"" + MODEL + "\"");
        assertThat(gateway.receipt().asking().model()).isEqualTo(MODEL);
        assertThat(gateway.chat(HELLO.replace(MODEL, "gpt-9")).statusCode()).isEqualTo(404);
    }

    @Test
    void a_slow_first_event_is_bridged_by_comments_with_a_single_newline() {
        gateway.upstream().next(slowly());
        HttpResponse<String> response = gateway.chat(HELLO_STREAM);
        assertThat(response.body())
                .startsWith(": keep-alive\n: keep-alive\n")
                .endsWith("data: [DONE]\n\n")
                .doesNotContain("keep-alive\n\n");
        assertThat(gateway.receipt().ending()).isEqualTo(Ending.ANSWERED);
    }

    @Test
    void a_page_of_an_allowed_origin_may_read_the_answer() {
        HttpResponse<String> response =
                gateway.send(gateway.chatRequest(HELLO).header("Origin", "https://app.example"));
        assertThat(response.headers().firstValue("access-control-allow-origin")).hasValue("https://app.example");
        HttpResponse<String> other = gateway.send(gateway.chatRequest(HELLO).header("Origin", "https://evil.example"));
        assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    private static Script slowly() {
        Script script = Answers.sseHead().pause(Duration.ofMillis(600));
        for (String event : stream("Hi")) {
            script = script.then(Answers.event(event));
        }
        return script.then(Answers.end());
    }

    private static String answeredId(String given) {
        return gateway.send(gateway.chatRequest(HELLO).header("x-request-id", given))
                .headers()
                .firstValue("x-request-id")
                .orElseThrow();
    }
}
