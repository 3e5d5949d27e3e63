package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.RawClient;
import io.github.tallyport.upstream.StreamParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The strict codec and the chat lane together, on one connection. */
class StrictChatTest {
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String JSON = "Content-Type: application/json";

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
    void a_body_that_turns_out_bad_is_400_and_never_reaches_the_upstream() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            client.send(RawClient.request("POST", "/v1/chat/completions", "", key(), JSON, CHUNKED));
            client.send("5\r\n{\"mod\r\nnonsense\r\n");
            RawClient.Reply reply = client.reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text()).contains("\"malformed_request\"");
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(gateway.upstream().requests()).isEmpty();
        }
    }

    @Test
    void a_chunked_body_is_answered_like_any_other() throws IOException {
        byte[] body = TestGateway.HELLO.getBytes(StandardCharsets.UTF_8);
        try (RawClient client = new RawClient(gateway.port())) {
            client.send(RawClient.request("POST", "/v1/chat/completions", "", key(), JSON, CHUNKED));
            for (byte one : body) {
                client.send(Answers.chunk(new byte[] {one}));
            }
            client.send(Answers.lastChunk());
            assertThat(client.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void a_request_sent_ahead_waits_for_the_stream_before_it() throws IOException {
        CountDownLatch more = new CountDownLatch(1);
        gateway.upstream()
                .next(Answers.sseHead()
                        .then(Answers.event(StreamParts.role()))
                        .then(Answers.event(StreamParts.delta("a")))
                        .await(more)
                        .then(Answers.event(StreamParts.finish("stop")))
                        .then(Answers.event(StreamParts.usage(1, 1)))
                        .then(Answers.event(Answers.DONE))
                        .then(Answers.end()));
        try (RawClient client = new RawClient(gateway.port())) {
            client.send(RawClient.request("POST", "/v1/chat/completions", TestGateway.HELLO_STREAM, key(), JSON)
                    + RawClient.request("POST", "/v1/chat/completions", TestGateway.HELLO, key(), JSON)
                    + "GET /health HTTP/1.1\r\n\r\n");
            gateway.upstream().awaitRequest();
            assertThat(gateway.upstream().requests()).hasSize(1);
            more.countDown();
            assertThat(client.reply().text()).endsWith("data: [DONE]\n\n");
            assertThat(client.reply().header("content-type")).startsWith("application/json");
            assertThat(client.reply().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    private static String key() {
        return "Authorization: Bearer " + gateway.key();
    }
}
