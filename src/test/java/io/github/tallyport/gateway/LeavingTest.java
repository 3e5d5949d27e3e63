package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.role;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.FakeUpstream;
import io.github.tallyport.upstream.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when the client goes away, or stops reading. */
class LeavingTest {
    private static final Script BEGUN =
            Answers.sseHead().then(Answers.event(role())).then(Answers.event(delta("Hello there")));

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start("tallyport.gateway.stall-timeout=700ms");
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
    void a_client_that_leaves_a_stream_closes_the_upstream_within_100_ms_and_is_counted() throws IOException {
        gateway.upstream().next(BEGUN.then(Script.start().hang()));
        long left;
        try (Socket client = ask(HELLO_STREAM)) {
            readUntil(client, "Hello there");
            client.setSoLinger(true, 0);
            left = System.nanoTime();
        }
        FakeUpstream.Departure departure = gateway.upstream().awaitDeparture();
        assertThat(departure.nanoTime() - left).isLessThan(100_000_000);
        Receipt receipt = gateway.receipt();
        assertThat(receipt.ending()).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(receipt.usage().completion()).isPositive();
        assertThat(receipt.cost()).isPositive();
    }

    @Test
    void a_client_that_leaves_before_the_answer_closes_the_upstream_within_100_ms() throws IOException {
        for (String request : new String[] {HELLO, HELLO_STREAM}) {
            gateway.upstream().next(Script.start().hang());
            long left;
            try (Socket client = ask(request)) {
                gateway.upstream().awaitRequest();
                client.setSoLinger(true, 0);
                left = System.nanoTime();
            }
            assertThat(gateway.upstream().awaitDeparture().nanoTime() - left).isLessThan(100_000_000);
            Receipt receipt = gateway.receipt();
            assertThat(receipt.ending()).isEqualTo(Ending.CLIENT_LEFT);
            assertThat(receipt.status()).isEqualTo(499);
        }
    }

    @Test
    void case_15_a_client_that_stops_reading_frees_the_upstream_by_timeout() throws IOException {
        byte[] event = Answers.chunk(("data: " + delta("x".repeat(8_000)) + "\n\n").getBytes(UTF_8));
        gateway.upstream().next(BEGUN.then(Script.start().endless(event)));
        try (Socket client = ask(HELLO_STREAM)) {
            readUntil(client, "Hello there");
            FakeUpstream.Departure departure = gateway.upstream().awaitDeparture();
            assertThat(departure.sent()).as("bytes taken from the provider").isLessThan(16 << 20);
            assertThat(gateway.receipt().ending()).isEqualTo(Ending.CLIENT_LEFT);
        }
    }

    @Test
    void a_client_that_half_closes_gets_no_more_and_is_settled_once() throws IOException {
        gateway.upstream().next(BEGUN.then(Script.start().hang()));
        try (Socket client = ask(HELLO_STREAM)) {
            readUntil(client, "Hello there");
            client.shutdownOutput();
            gateway.upstream().awaitDeparture();
            assertThat(gateway.receipt().ending()).isEqualTo(Ending.CLIENT_LEFT);
        }
        assertThat(gateway.hasReceipt()).isFalse();
    }

    private static Socket ask(String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(10_000);
        byte[] bytes = body.getBytes(UTF_8);
        socket.getOutputStream()
                .write(Answers.joined(
                        ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + gateway.key()
                                        + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                                        + "\r\n\r\n")
                                .getBytes(UTF_8),
                        bytes));
        return socket;
    }

    private static void readUntil(Socket client, String text) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder seen = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (seen.indexOf(text) < 0) {
            int n = in.read(buffer);
            assertThat(n).as("bytes before " + text).isPositive();
            seen.append(new String(buffer, 0, n, UTF_8));
        }
    }
}
