package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.upstream.StreamParts.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.upstream.Answers;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was asked is in the books, when every record is forced to the disk before anybody is told. */
class RowsTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start("tallyport.journal.fsync=each");
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
    void a_JSON_answer_is_a_row() throws IOException {
        try (Leaver client = client("json").ask(HELLO)) {
            assertThat(client.reply().text()).isEqualTo(Answers.resource("chat-response.json"));
        }
        Receipt row = gateway.rows("json", 1).getFirst();
        assertThat(row.ending()).isEqualTo(Ending.ANSWERED);
        assertThat(row.usage()).isEqualTo(new Usage.Reported(9, 0, 250, 0));
        assertThat(row.cost()).isEqualTo(1_406_500);
    }

    @Test
    void a_stream_is_a_row() throws IOException {
        gateway.upstream().next(Answers.sse(stream("Hi")));
        try (Leaver client = client("stream").ask(HELLO_STREAM)) {
            assertThat(client.readRest().received()).contains("\"Hi\"").endsWith("data: [DONE]\n\n");
        }
        Receipt row = gateway.rows("stream", 1).getFirst();
        assertThat(row.ending()).isEqualTo(Ending.ANSWERED);
        assertThat(row.usage()).isEqualTo(new Usage.Reported(9, 0, 1, 0));
    }

    @Test
    void an_error_of_the_provider_is_a_row_without_usage() throws IOException {
        gateway.upstream().next(Answers.json(500, "{}"));
        try (Leaver client = client("error").ask(HELLO)) {
            assertThat(client.reply().status()).isEqualTo(502);
        }
        Receipt row = gateway.rows("error", 1).getFirst();
        assertThat(row.ending()).isEqualTo(Ending.FAILED);
        assertThat(row.usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void what_the_gateway_refuses_is_answered_and_is_no_row() throws IOException {
        try (Leaver client = client("refused").ask("{}")) {
            assertThat(client.reply().status()).isEqualTo(400);
        }
        assertThat(gateway.receipt().ending()).isEqualTo(Ending.REFUSED);
        try (Leaver client = client("after-it").ask(HELLO)) {
            assertThat(client.reply().status()).isEqualTo(200);
        }
        gateway.rows("after-it", 1);
        assertThat(gateway.rows("refused", 0)).isEmpty();
    }

    @Test
    void a_request_id_that_a_client_uses_twice_is_two_rows() throws IOException {
        try (Leaver client = client("twice")) {
            for (String request : new String[] {HELLO, HELLO}) {
                assertThat(client.ask(request).reply().header("x-request-id")).isEqualTo("twice");
            }
        }
        assertThat(gateway.rows("twice", 2)).extracting(Receipt::ending).containsOnly(Ending.ANSWERED);
    }

    private static Leaver client(String id) throws IOException {
        return new Leaver(gateway.port(), gateway.key(), id);
    }
}
