package io.github.tallyport.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The double itself: what tests believe of it. */
class FakeUpstreamTest {
    private static final String ASK = RawClient.request("POST", "/v1/chat/completions", "{\"a\":1}", "X-One: 1");

    private final FakeUpstream upstream = new FakeUpstream();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void it_answers_with_the_published_example_and_tells_what_it_was_asked() throws IOException {
        try (RawClient client = new RawClient(upstream.port())) {
            assertThat(client.send(ASK).reply().text()).isEqualTo(Answers.resource("chat-response.json"));
            SeenRequest seen = upstream.awaitRequest();
            assertThat(seen.method() + " " + seen.path()).isEqualTo("POST /v1/chat/completions");
            assertThat(seen.text()).isEqualTo("{\"a\":1}");
            assertThat(seen.header("x-one")).isEqualTo("1");
            assertThat(client.send(ASK).reply().status()).isEqualTo(200);
            assertThat(upstream.awaitRequest().connection()).isEqualTo(seen.connection());
            assertThat(upstream.openConnections()).isOne();
        }
    }

    @Test
    void a_chunked_request_is_recorded_without_its_chunks() throws IOException {
        try (RawClient client = new RawClient(upstream.port())) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
            assertThat(upstream.awaitRequest().text()).isEqualTo("abc");
        }
    }

    @Test
    void a_stream_goes_out_event_by_event_as_the_test_lets_it() throws IOException {
        CountDownLatch more = new CountDownLatch(1);
        upstream.next(Answers.sseHead()
                .then(Answers.event("one"))
                .await(more)
                .then(Answers.event("two"))
                .then(Answers.end()));
        try (RawClient client = new RawClient(upstream.port())) {
            client.send(ASK);
            assertThat(client.head().header("content-type")).isEqualTo("text/event-stream");
            assertThat(client.chunk()).asString().isEqualTo("data: one\n\n");
            more.countDown();
            assertThat(client.chunk()).asString().isEqualTo("data: two\n\n");
            assertThat(client.chunk()).isNull();
        }
    }

    @Test
    void a_client_that_leaves_is_seen_while_the_script_still_waits() throws IOException {
        upstream.always(Answers.sseHead().hang());
        try (RawClient client = new RawClient(upstream.port())) {
            client.send(ASK).head();
        }
        assertThat(upstream.awaitDeparture().reset()).isFalse();
        RawClient client = new RawClient(upstream.port());
        client.send(ASK).head();
        client.reset();
        assertThat(upstream.awaitDeparture().reset()).isTrue();
    }

    @Test
    void it_ends_connections_in_every_way() throws IOException {
        upstream.next(
                Script.start().fin(),
                Script.start().reset(),
                Script.start().text("HTTP/1.1 200 O").fin());
        for (int i = 0; i < 3; i++) {
            try (RawClient client = new RawClient(upstream.port())) {
                client.send(ASK);
                assertThatThrownBy(client::head).isInstanceOf(IOException.class);
            }
        }
        CountDownLatch connected = new CountDownLatch(1);
        upstream.greetNext(Script.start().await(connected).reset());
        try (RawClient client = new RawClient(upstream.port())) {
            connected.countDown();
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(upstream.hasDeparture()).isFalse();
    }

    @Test
    void bodies_are_cut_wherever_the_test_wants() throws IOException {
        byte[] euro = "data: €\n\n".getBytes(StandardCharsets.UTF_8);
        upstream.next(
                Answers.chunked(200, "text/event-stream", euro, 1),
                Script.start()
                        .text(Answers.head(200, "Content-Length: " + euro.length))
                        .cutAt(euro, Duration.ofMillis(1), 7, 8),
                Answers.untilClose(200, "text/plain", euro));
        try (RawClient client = new RawClient(upstream.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(ASK).reply().body()).isEqualTo(euro);
            }
            assertThatThrownBy(client::head).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void a_black_hole_neither_accepts_nor_refuses() {
        try (BlackHole hole = new BlackHole();
                Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), hole.baseUrl().getPort());
            assertThatThrownBy(() -> socket.connect(address, 300)).isInstanceOf(SocketTimeoutException.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
