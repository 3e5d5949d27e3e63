package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.tallyport.upstream.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S1: HTTP is read one way only. */
class StrictHttpTest {
    private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";

    private final StrictServer server = new StrictServer();

    @AfterEach
    void close() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> what_is_ambiguous_is_refused_in_the_envelope_and_the_connection_closed() {
        assertThat(RawRequests.refused()).hasSizeGreaterThanOrEqualTo(60);
        return RawRequests.refused().entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> refuses(each.getValue(), false)));
    }

    @TestFactory
    Stream<DynamicTest> what_is_ambiguous_is_refused_however_it_is_cut() {
        return RawRequests.refused().entrySet().stream()
                .filter(each -> each.getValue().bytes().length() < 1_000)
                .map(each -> dynamicTest(each.getKey(), () -> refuses(each.getValue(), true)));
    }

    private void refuses(RawRequests.Expected expected, boolean slowly) throws Exception {
        try (RawClient client = new RawClient(server.port())) {
            byte[] bytes = (expected.bytes() + GOOD).getBytes(StandardCharsets.ISO_8859_1);
            if (slowly) {
                for (byte one : bytes) {
                    client.send(new byte[] {one});
                }
            } else {
                client.send(bytes);
            }
            RawClient.Reply reply = client.reply();
            assertThat(reply.status()).isEqualTo(expected.status());
            assertThat(reply.text())
                    .startsWith("{\"error\":{\"message\":\"")
                    .contains("\"type\":\"invalid_request_error\"");
            assertThat(reply.header("content-type")).isEqualTo("application/json");
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(reply.header("x-request-id")).startsWith("req_");
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(server.reached()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a?b=c%20d HTTP/1.1\r\nHost: a:8080\r\n\r\n",
                "GET /a HTTP/1.0\r\n\r\n",
                "GET /a HTTP/1.1\r\nhOST: [::1]:80\r\nX-Empty:\r\nX-Blank:  a \r\n\r\n",
                "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
                "POST /a HTTP/1.1\r\nHost: a\r\ntransfer-encoding: CHUNKED\r\n\r\n3;x=\"y\"\r\nabc\r\n000\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAM\r\n\r\n",
                "GET /a HTTP/1.1\r\nHost: a\r\nX-Title: caf\u00e9\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n",
                "BREW /a HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void what_is_plain_is_accepted(String bytes) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.reply().status()).isEqualTo(200);
            assertThat(server.reached()).hasSize(1);
        }
    }

    @Test
    void a_refusal_waits_its_turn_behind_the_answers_before_it() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx" + GOOD + "GET /bad HTTP/1.1\r\n\r\n"
                    + GOOD);
            assertThat(client.reply().text()).isEqualTo("POST /1 x");
            assertThat(client.reply().text()).isEqualTo("GET /good ");
            assertThat(client.reply().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(server.reached()).hasSize(2);
        }
    }

    @Test
    void requests_sent_ahead_are_answered_one_after_the_other() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send(GOOD.repeat(100));
            for (int i = 0; i < 100; i++) {
                assertThat(client.reply().text()).isEqualTo("GET /good ");
            }
        }
    }

    @Test
    void a_client_that_sends_ahead_without_end_is_cut_off() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET /never HTTP/1.1\r\nHost: a\r\n\r\n").head();
            byte[] flood = GOOD.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            assertThat(floods(client, flood)).isTrue();
            assertThat(server.reached()).isEmpty();
        }
    }

    private static boolean floods(RawClient client, byte[] flood) {
        try {
            for (int i = 0; i < 10_000; i++) {
                client.send(flood);
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_refused_HEAD_has_no_body() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("HEAD / HTTP/1.1\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void a_HEAD_is_answered_without_a_body_and_the_connection_kept() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(200);
            assertThat(client.send(GOOD).reply().text()).isEqualTo("GET /good ");
        }
    }

    @Test
    void a_body_is_asked_for_when_the_client_waits_for_that() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(100);
            assertThat(client.send("abc").reply().text()).isEqualTo("POST /a abc");
        }
    }

    @Test
    void a_head_that_does_not_end_is_answered_with_408() throws IOException {
        try (StrictServer impatient =
                        new StrictServer(Duration.ofMillis(200), Duration.ofSeconds(75), Duration.ofSeconds(1));
                RawClient client = new RawClient(impatient.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nX-");
            assertThat(client.reply().status()).isEqualTo(408);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void a_connection_without_a_request_is_closed_after_the_idle_time() throws IOException {
        try (StrictServer impatient =
                        new StrictServer(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(1));
                RawClient silent = new RawClient(impatient.port());
                RawClient kept = new RawClient(impatient.port())) {
            assertThat(kept.send(GOOD).reply().status()).isEqualTo(200);
            assertThat(silent.isClosedByServer()).isTrue();
            assertThat(kept.isClosedByServer()).isTrue();
        }
    }

    @Test
    void a_body_that_was_answered_early_is_read_to_its_end_and_the_connection_kept() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n");
            assertThat(client.reply().status()).isEqualTo(401);
            client.send("x".repeat(300_000) + GOOD);
            assertThat(client.reply().text()).isEqualTo("GET /good ");
        }
    }

    @Test
    void a_body_that_was_answered_early_and_does_not_end_is_cut_off() throws IOException {
        try (StrictServer impatient =
                        new StrictServer(Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofMillis(200));
                RawClient client = new RawClient(impatient.port())) {
            client.send("POST /early HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\nabc");
            assertThat(client.reply().status()).isEqualTo(401);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void a_bad_chunk_after_an_early_answer_only_closes() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send("POST /early HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            assertThat(client.reply().status()).isEqualTo(401);
            client.send("nonsense\r\n");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }
}
