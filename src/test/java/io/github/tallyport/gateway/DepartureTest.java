package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What clients meet of a gateway that leaves. */
class DepartureTest {
    @Test
    void whoever_comes_late_is_refused_and_sent_elsewhere() {
        try (TestGateway gateway = TestGateway.start("tallyport.drain.timeout=300ms")) {
            gateway.bean(Departure.class).stop();

            HttpResponse<String> chat = gateway.chat(HELLO);
            assertThat(chat.statusCode()).isEqualTo(503);
            assertThat(chat.body()).contains("\"code\":\"gateway_is_stopping\"");
            assertThat(chat.headers().allValues("connection")).containsExactly("close");
            assertThat(chat.headers().firstValue("retry-after")).hasValue("1");
            assertThat(gateway.receipt().ending()).isEqualTo(Ending.REFUSED);
            for (String path : new String[] {"/v1/models", "/v1/usage", "/health"}) {
                HttpResponse<String> other = gateway.send(
                        gateway.chatRequest("").uri(gateway.uri(path)).GET());
                assertThat(other.statusCode()).as(path).isEqualTo(503);
                assertThat(other.headers().allValues("connection")).as(path).containsExactly("close");
            }
            assertThat(gateway.upstream().requests()).isEmpty();
        }
    }

    @Test
    void an_answer_that_is_not_there_in_time_is_an_error() {
        try (TestGateway gateway = TestGateway.start("tallyport.drain.timeout=300ms")) {
            gateway.upstream().next(Script.start().hang());
            CompletableFuture<HttpResponse<String>> asked = CompletableFuture.supplyAsync(() -> gateway.chat(HELLO));
            Awaitility.await().until(() -> !gateway.upstream().requests().isEmpty());

            gateway.bean(Departure.class).stop();

            assertThat(asked.join().statusCode()).isEqualTo(503);
            assertThat(asked.join().body()).contains("\"code\":\"gateway_is_stopping\"");
            assertThat(asked.join().headers().allValues("connection")).containsExactly("close");
            assertThat(gateway.receipt().ending()).isEqualTo(Ending.FAILED);
        }
    }

    @Test
    void a_stream_that_is_not_over_in_time_ends_with_an_error_and_is_reckoned() throws Exception {
        try (TestGateway gateway = TestGateway.start("tallyport.drain.timeout=300ms")) {
            gateway.upstream()
                    .next(Answers.sseHead()
                            .then(Answers.event(role()))
                            .then(Answers.event(delta("Hello there")))
                            .then(Script.start().hang()));
            var response = gateway.open(HELLO_STREAM);

            gateway.bean(Departure.class).stop();

            String events = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(events).contains("Hello there").doesNotContain("[DONE]");
            assertThat(events.strip().lines().toList().getLast())
                    .startsWith("data: {\"error\":")
                    .contains("gateway_is_stopping");
            Receipt receipt = gateway.receipt();
            assertThat(receipt.ending()).isEqualTo(Ending.BROKEN_OFF);
            assertThat(receipt.usage().completion()).isPositive();
        }
    }
}
