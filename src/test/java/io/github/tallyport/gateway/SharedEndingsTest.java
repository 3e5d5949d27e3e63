package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.MODEL;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.usage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.cache.Cache;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers end that several wait for. */
class SharedEndingsTest {
    private static final AtomicInteger QUESTIONS = new AtomicInteger();

    private static TestGateway gateway;

    private final String question =
            "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"ending "
                    + QUESTIONS.incrementAndGet() + "\"}],\"temperature\":0";
    private final String json = question + "}";
    private final String stream = question + ",\"stream\":true}";

    @BeforeAll
    static void start() {
        gateway = TestGateway.start("tallyport.cache.max-answer=256KB");
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
    void the_last_one_that_leaves_stops_the_provider() throws IOException {
        gateway.upstream()
                .next(Answers.sseHead()
                        .then(Answers.event(role()))
                        .then(Answers.event(delta("Hello there")))
                        .hang());
        try (Leaver one = client("last-one").ask(stream).readUntil("Hello there");
                Leaver two = client("last-two").ask(stream).readUntil("Hello there");
                Leaver three = client("last-three").ask(json)) {
            awaitAboard();
            one.leave(Leaver.Way.FIN);
            two.leave(Leaver.Way.RST);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            assertThat(gateway.upstream().hasDeparture()).isFalse();

            long left = three.leave(Leaver.Way.FIN);

            assertThat(gateway.upstream().awaitDeparture().nanoTime() - left).isLessThan(TimeUnit.SECONDS.toNanos(5));
        }
        assertThat(gateway.rows("last-one", 1).getFirst().ending()).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(gateway.rows("last-one", 1).getFirst().cost()).isPositive();
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 429, 400})
    void an_error_before_the_first_byte_reaches_all_with_one_status(int status) throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        gateway.upstream()
                .next(Script.start().await(goOn).then(Answers.json(status, "{\"error\":{\"message\":\"no\"}}")));
        CompletableFuture<Integer> first = asked(stream);
        gateway.upstream().awaitRequest();
        CompletableFuture<Integer> second = asked(stream);
        CompletableFuture<Integer> third = asked(json);
        awaitAboard();
        goOn.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS))
                .isEqualTo(second.get(10, TimeUnit.SECONDS))
                .isEqualTo(third.get(10, TimeUnit.SECONDS))
                .isGreaterThanOrEqualTo(400);
        assertThat(gateway.upstream().requests()).hasSize(1);
        assertThat(Stream.generate(gateway::receipt)
                        .filter(receipt -> receipt.ending() == Ending.FAILED)
                        .limit(3))
                .as("waiting is not our own time")
                .allMatch(receipt -> receipt.times().upstream() > 100_000_000);
    }

    @Test
    void a_stream_that_breaks_breaks_for_all_and_is_not_kept() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        gateway.upstream()
                .next(Answers.sseHead()
                        .then(Answers.event(role()))
                        .then(Answers.event(delta("Hello there")))
                        .await(goOn)
                        .reset());
        try (Leaver one = client("breaks-one").ask(stream).readUntil("Hello there");
                Leaver two = client("breaks-two").ask(stream).readUntil("Hello there")) {
            CompletableFuture<Integer> third = asked(json);
            awaitAboard();
            goOn.countDown();
            assertThat(one.readRest().received()).contains("\"error\":{");
            assertThat(two.readRest().received()).contains("\"error\":{");
            assertThat(third.get(10, TimeUnit.SECONDS)).isEqualTo(502);
        }
        assertThat(gateway.rows("breaks-one", 1).getFirst().ending()).isEqualTo(Ending.BROKEN_OFF);
        assertThat(gateway.chat(json).headers().firstValue("x-tallyport-cache")).hasValue("miss");
    }

    @Test
    void one_that_leaves_before_there_is_an_answer_leaves_it_to_the_others() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        gateway.upstream().next(Script.start().await(goOn).then(Answers.published()));
        CompletableFuture<Integer> second;
        try (Leaver one = client("early-one").ask(json)) {
            gateway.upstream().awaitRequest();
            second = asked(stream);
            awaitAboard();
            one.leave(Leaver.Way.FIN);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        goOn.countDown();
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(gateway.upstream().requests()).hasSize(1);
        assertThat(gateway.rows("early-one", 1).getFirst().cost()).isEqualTo(1_406_500);
    }

    @Test
    void who_reads_too_slowly_holds_nobody_up() throws Exception {
        int events = 3000;
        byte[] event = Answers.chunk(("data: " + delta("x".repeat(8_000)) + "\n\n").getBytes(UTF_8));
        Script script = Answers.sseHead().then(Answers.event(role())).pause(Duration.ofMillis(500));
        for (int i = 0; i < events; i++) {
            script = script.bytes(event);
        }
        gateway.upstream()
                .next(script.then(Answers.event(finish("stop")))
                        .then(Answers.event(usage(9, 5)))
                        .then(Answers.event(Answers.DONE))
                        .then(Answers.end()));
        try (Leaver slow = client("slow").ask(stream).readUntil("assistant");
                Leaver quick = client("quick").ask(stream).readUntil("assistant")) {
            assertThat(SaidInEvents.content(quick.readRest().received())).hasSize(8_000 * events);
            assertThat(slow.readRest().received()).doesNotEndWith("data: [DONE]\n\n");
        }
        assertThat(gateway.upstream().requests()).hasSize(1);
        assertThat(gateway.rows("slow", 1).getFirst().ending()).isEqualTo(Ending.CLIENT_LEFT);
        awaitNothingHeld();
    }

    private static CompletableFuture<Integer> asked(String body) {
        return CompletableFuture.supplyAsync(
                () -> gateway.send(gateway.chatRequest(body)).statusCode());
    }

    private static Leaver client(String id) throws IOException {
        return new Leaver(gateway.port(), gateway.key(), id, Duration.ofSeconds(30));
    }

    /** What was asked a moment ago has reached the gateway. */
    private static void awaitAboard() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    }

    private static void awaitNothingHeld() {
        Cache cache = gateway.bean(Cache.class);
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (cache.held() != 0) {
            assertThat(System.nanoTime()).as("patience for what was held").isLessThan(patience);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
