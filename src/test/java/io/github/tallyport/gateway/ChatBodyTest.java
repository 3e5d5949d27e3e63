package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which bodies are read: their type, their size, their time. */
class ChatBodyTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(
                "tallyport.gateway.body-timeout=500ms",
                "tallyport.gateway.max-body=64KB",
                "tallyport.gateway.max-bodies=100KB");
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
    void a_body_that_is_too_large_is_a_413_with_and_without_its_length() {
        String large = HELLO.replace("你好", "x".repeat(70_000));
        HttpResponse<String> declared = gateway.chat(large);
        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).contains("\"code\":\"request_too_large\"").contains("65536");
        HttpResponse<String> chunked = gateway.send(gateway.chatRequest("")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(UTF_8)))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(gateway.receipt().ending()).isEqualTo(Ending.REFUSED);
    }

    @Test
    void a_body_that_is_far_too_large_is_refused_before_it_is_read() throws IOException {
        assertThat(raw("Content-Length: 100000000\r\n", "{")).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void a_body_that_never_comes_is_a_408() throws IOException {
        assertThat(raw("Content-Length: 100\r\n", "{\"model\":"))
                .startsWith("HTTP/1.1 408 ")
                .contains("request_timeout");
    }

    @Test
    void more_bodies_at_once_than_there_is_room_for_are_a_503() throws IOException {
        try (Socket one = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            write(one, "Content-Length: 65000\r\n", "{" + " ".repeat(60_000));
            HttpResponse<String> other = gateway.chat(HELLO.replace("你好", "x".repeat(60_000)));
            for (int i = 0; i < 20 && other.statusCode() == 200; i++) {
                other = gateway.chat(HELLO.replace("你好", "x".repeat(60_000)));
            }
            assertThat(other.statusCode()).isEqualTo(503);
            assertThat(other.headers().firstValue("retry-after")).hasValue("1");
        }
    }

    @Test
    void only_json_is_read() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonx")) {
            HttpResponse<String> response =
                    gateway.send(gateway.chatRequest(HELLO).setHeader("Content-Type", type));
            assertThat(response.statusCode()).as(type).isEqualTo(415);
            assertThat(response.body()).contains("unsupported_content_type").contains(type);
        }
        for (String type : List.of("application/json; charset=utf-8", "Application/JSON", "application/vnd.x+json")) {
            assertThat(gateway.send(gateway.chatRequest(HELLO).setHeader("Content-Type", type))
                            .statusCode())
                    .as(type)
                    .isEqualTo(200);
        }
        assertThat(gateway.send(gateway.chatRequest(HELLO).header("Content-Encoding", "gzip"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(gateway.chat("").statusCode()).isEqualTo(400);
    }

    private static String raw(String headers, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            write(socket, headers, body);
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void write(Socket socket, String headers, String body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(
                ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                                + gateway.key() + "\r\n" + headers + "\r\n" + body)
                        .getBytes(UTF_8));
        out.flush();
    }
}
