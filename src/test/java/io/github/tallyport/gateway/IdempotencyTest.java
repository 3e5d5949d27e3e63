package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.upstream.StreamParts.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Requests with one Idempotency-Key are one request, through real sockets. */
class IdempotencyTest {
    private static TestGateway gateway;

    private final String key = UUID.randomUUID().toString();

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
    void a_request_that_is_sent_again_gets_the_answer_it_had() {
        HttpResponse<String> first = gateway.send(once(HELLO));
        HttpResponse<String> again = gateway.send(once(HELLO));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("x-tallyport-cache")).hasValue("hit");
        assertThat(again.headers().firstValue("x-tallyport-cost")).hasValue("0.000000000");
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    @Test
    void a_stream_that_is_sent_again_says_the_same() {
        gateway.upstream().next(Answers.sse(stream("a", "b")));
        String first = gateway.send(once(HELLO_STREAM)).body();
        String again = gateway.send(once(HELLO_STREAM)).body();
        assertThat(SaidInEvents.content(again)).isEqualTo("ab").isEqualTo(SaidInEvents.content(first));
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    @Test
    void truncated_answers_are_answers_too() {
        gateway.upstream()
                .next(Answers.json(200, Answers.resource("chat-response.json").replace("\"stop\"", "\"length\"")));
        gateway.send(once(HELLO));
        gateway.send(once(HELLO));
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    @Test
    void a_request_that_failed_may_be_tried_again() {
        gateway.upstream().next(Answers.json(500, "{}"));
        assertThat(gateway.send(once(HELLO)).statusCode()).isEqualTo(502);
        assertThat(gateway.send(once(HELLO)).statusCode()).isEqualTo(200);
        assertThat(gateway.upstream().requests()).hasSize(2);
    }

    @Test
    void another_request_under_the_same_key_is_a_conflict() {
        gateway.send(once(HELLO));
        assertConflict(gateway.send(once(HELLO.replace("你好", "再见"))));
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    @Test
    void another_request_is_a_conflict_while_the_first_is_on_its_way() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        gateway.upstream().next(Script.start().await(goOn).then(Answers.published()));
        CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> gateway.send(once(HELLO)));
        gateway.upstream().awaitRequest();

        assertConflict(gateway.send(once(HELLO.replace("你好", "再见"))));
        CompletableFuture<HttpResponse<String>> again = CompletableFuture.supplyAsync(() -> gateway.send(once(HELLO)));
        goOn.countDown();

        assertThat(again.get().body()).isEqualTo(first.get().body());
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    @Test
    void the_key_of_another_tenant_is_another_key() {
        Spender other = Spender.of(gateway, Terms.OPEN, Terms.OPEN);
        gateway.send(once(HELLO));
        HttpResponse<String> theirs = gateway.send(once(HELLO.replace("你好", "再见"))
                .setHeader("Authorization", "Bearer " + other.key().secret()));
        assertThat(theirs.statusCode()).isEqualTo(200);
        assertThat(gateway.upstream().requests()).hasSize(2);
    }

    private void assertConflict(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(JsonMapper.shared()
                        .readTree(refused.body())
                        .at("/error/code")
                        .stringValue())
                .isEqualTo("idempotency_key_reused");
        String id = refused.headers().firstValue("x-request-id").orElseThrow();
        while (true) {
            var receipt = gateway.receipt();
            if (receipt.asking().requestId().equals(id)) {
                assertThat(receipt.ending()).isEqualTo(Ending.REFUSED);
                return;
            }
        }
    }

    private HttpRequest.Builder once(String body) {
        return gateway.chatRequest(body).header("Idempotency-Key", key);
    }
}
