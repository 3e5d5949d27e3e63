package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.cache.Purges;
import io.github.tallyport.servers.Redis;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import io.github.tallyport.upstream.StreamParts;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** Two gateways that share a Redis share what was answered. */
class SharedCacheTest {
    private static final AtomicInteger QUESTIONS = new AtomicInteger();

    private static TwoGateways gateways;
    private static TestGateway one;
    private static TestGateway other;
    private static IssuedKey key;

    private final String question =
            "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"shared " + UUID.randomUUID()
                    + QUESTIONS.incrementAndGet() + "\"}],\"temperature\":0}";

    @BeforeAll
    static void start() {
        // patient, as what is asserted is who is asked, and not how fast
        gateways = new TwoGateways("tallyport.redis.url=" + Redis.shared().url(), "tallyport.cache.redis-timeout=1s");
        one = gateways.one();
        other = gateways.other();
        key = gateways.warmKey("acme");
        gateways.signalsFlow();
    }

    @AfterAll
    static void stop() {
        gateways.close();
    }

    @BeforeEach
    void forget() {
        one.forget();
        other.forget();
    }

    @Test
    void what_one_was_answered_the_other_knows() {
        String answered = ask(one, null).body();
        HttpResponse<String> again = awaitHit(other);
        assertThat(again.body()).isEqualTo(answered);
        assertThat(Integer.parseInt(again.headers().firstValue("age").orElseThrow()))
                .isBetween(0, 20);
        String id = again.headers().firstValue("x-request-id").orElseThrow();
        assertThat(other.rows(id, 1).getFirst().saved()).isEqualTo(1_406_500);
    }

    @Test
    void a_stream_that_one_was_answered_is_JSON_where_the_other_is_asked_for_that() {
        one.upstream().next(Answers.sse(StreamParts.stream("a", "b")));
        String stream = question.substring(0, question.length() - 1) + ",\"stream\":true}";
        one.send(one.chatRequest(stream).setHeader("Authorization", "Bearer " + key.secret()));
        assertThat(awaitHit(other).body()).contains("\"content\":\"ab\"");
    }

    @Test
    void tenants_do_not_share_there_either() {
        ask(one, null);
        awaitHit(other);
        String id = "apart-" + QUESTIONS.incrementAndGet();
        gateways.tenants().create(NewTenant.of(id, id));
        IssuedKey theirs = gateways.warmKey(id);
        assertThat(state(other.send(
                        other.chatRequest(question).setHeader("Authorization", "Bearer " + theirs.secret()))))
                .isEqualTo("miss");
    }

    @Test
    void a_purge_reaches_both_and_what_they_share() {
        ask(one, null);
        awaitHit(other);
        one.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> one.bean(Purges.class).purge("acme"));
        assertThat(state(ask(one, null))).isEqualTo("miss");
        assertThat(one.upstream().requests()).hasSize(2);
    }

    @Test
    void a_purge_is_heard_of_within_two_seconds() {
        ask(one, null);
        awaitHit(other);
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        one.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> one.bean(Purges.class).purge(null));
        while (state(ask(other, "only-if-cached")).equals("hit")) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Test
    void one_Idempotency_Key_is_one_request_wherever_it_is_sent() {
        String once = UUID.randomUUID().toString();
        HttpResponse<String> first = once(one, question, once);
        HttpResponse<String> again = once(other, question, once);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(state(again)).isEqualTo("hit");
        assertThat(other.upstream().requests()).isEmpty();
        assertThat(once(other, question.replace("shared", "else"), once).statusCode())
                .isEqualTo(409);
    }

    @Test
    void who_asks_while_the_other_waits_for_the_answer_waits_for_it_too() throws Exception {
        String once = UUID.randomUUID().toString();
        CountDownLatch goOn = new CountDownLatch(1);
        one.upstream().next(Script.start().await(goOn).then(Answers.published()));
        CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> once(one, question, once));
        one.upstream().awaitRequest();
        assertThat(once(other, question.replace("shared", "else"), once).statusCode())
                .isEqualTo(409);
        CompletableFuture<HttpResponse<String>> second =
                CompletableFuture.supplyAsync(() -> once(other, question, once));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        goOn.countDown();
        assertThat(second.get(10, TimeUnit.SECONDS).body())
                .isEqualTo(first.get().body());
        assertThat(state(second.get())).isEqualTo("hit");
        assertThat(other.upstream().requests()).isEmpty();
    }

    @Test
    void who_waits_for_one_that_fails_asks_in_its_place() throws Exception {
        String once = UUID.randomUUID().toString();
        CountDownLatch goOn = new CountDownLatch(1);
        one.upstream().next(Script.start().await(goOn).then(Answers.json(500, "{}")));
        CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> once(one, question, once));
        one.upstream().awaitRequest();
        CompletableFuture<HttpResponse<String>> second =
                CompletableFuture.supplyAsync(() -> once(other, question, once));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        assertThat(other.upstream().requests()).isEmpty();
        goOn.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(502);
        assertThat(second.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(other.upstream().requests()).hasSize(1);
    }

    /** What is answered gets to Redis a moment later. */
    private HttpResponse<String> awaitHit(TestGateway gateway) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            HttpResponse<String> answer = ask(gateway, "only-if-cached");
            if (state(answer).equals("hit")) {
                assertThat(gateway.upstream().requests()).isEmpty();
                return answer;
            }
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(patience);
        }
    }

    private HttpResponse<String> ask(TestGateway gateway, @Nullable String cacheControl) {
        var request = gateway.chatRequest(question).setHeader("Authorization", "Bearer " + key.secret());
        return gateway.send(cacheControl == null ? request : request.header("Cache-Control", cacheControl));
    }

    private static HttpResponse<String> once(TestGateway gateway, String body, String once) {
        return gateway.send(gateway.chatRequest(body)
                .setHeader("Authorization", "Bearer " + key.secret())
                .header("Idempotency-Key", once));
    }

    private static String state(HttpResponse<?> answer) {
        return answer.headers().firstValue("x-tallyport-cache").orElse("");
    }
}
