package io.github.tallyport.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.Leaver.Way;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise M5 for JSON answers, of which a client has nothing before it has all. */
class LeavingJsonTest {
    enum Moment {
        BEFORE_THE_HEADERS,
        IN_THE_MIDDLE_OF_THE_BODY,
        AFTER_THE_BODY
    }

    private static final byte[] BODY = Answers.resource("chat-response.json").getBytes(UTF_8);
    private static final int HALF = BODY.length / 2;
    private static final Script BEGUN = Script.start()
            .text(Answers.head(200, "Content-Type: application/json", "Content-Length: " + BODY.length))
            .bytes(Arrays.copyOf(BODY, HALF));
    private static final Script REST = Script.start().bytes(Arrays.copyOfRange(BODY, HALF, BODY.length));

    private static LeavingGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new LeavingGateway();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.forget();
    }

    static Stream<Arguments> all() {
        return Arrays.stream(OnDisconnect.values())
                .flatMap(policy -> Arrays.stream(Way.values())
                        .flatMap(way ->
                                Arrays.stream(Moment.values()).map(moment -> Arguments.of(moment, way, policy))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("all")
    void a_client_that_leaves_a_JSON_answer_is_one_row(Moment moment, Way way, OnDisconnect policy) throws Exception {
        String id = moment + "." + way + "." + policy;
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        gateway.upstream().next(script(moment, there, gone).signal(ended));
        try (Leaver client = gateway.client(policy, id).ask(TestGateway.HELLO)) {
            int connection = gateway.upstream().awaitRequest().connection();
            assertThat(there.await(10, TimeUnit.SECONDS)).isTrue();
            if (moment == Moment.AFTER_THE_BODY) {
                assertThat(client.reply().body()).isEqualTo(BODY);
            }

            long left = client.leave(way);

            boolean noticed = moment != Moment.AFTER_THE_BODY && way != Way.SILENT;
            boolean closed = noticed && policy == OnDisconnect.CANCEL;
            if (closed) {
                gateway.awaitClosed(connection, way, left);
            } else if (noticed) {
                gateway.awaitDraining();
            }
            gone.countDown();
            Receipt row = gateway.row(id);
            if (!closed) {
                assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(gateway.upstream().isOpen(connection)).isNotEqualTo(closed);
            assertThat(row.ending()).isEqualTo(noticed ? Ending.CLIENT_LEFT : Ending.ANSWERED);
            assertThat(row.status()).isEqualTo(noticed ? 499 : 200);
            assertThat(row.attempts()).isOne();
            if (closed) {
                assertThat(row.usage()).isInstanceOf(Usage.Estimated.class);
                assertThat(row.usage().prompt()).isPositive();
                assertThat(row.usage().completion()).isZero();
            } else {
                assertThat(row.usage()).isEqualTo(new Usage.Reported(9, 0, 250, 0));
            }
            assertThat(row.cost())
                    .isEqualTo(3500 * row.usage().prompt() + 5500 * row.usage().completion());
        }
    }

    static Stream<Arguments> before_dispatch() {
        return Arrays.stream(OnDisconnect.values())
                .flatMap(policy -> Stream.of(Way.FIN, Way.RST, Way.HALF_CLOSE).map(way -> Arguments.of(way, policy)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("before_dispatch")
    void a_client_that_leaves_before_its_request_is_whole_has_used_nothing(Way way, OnDisconnect policy)
            throws IOException {
        String id = "BEFORE_DISPATCH." + way + "." + policy;
        try (Leaver client = gateway.client(policy, id).askByHalf(TestGateway.HELLO)) {
            client.leave(way);

            Receipt row = gateway.row(id);
            assertThat(row.ending()).isEqualTo(Ending.CLIENT_LEFT);
            assertThat(row.status()).isEqualTo(499);
            assertThat(row.attempts()).isZero();
            assertThat(row.usage()).isEqualTo(Usage.NONE);
            assertThat(gateway.upstream().requests()).isEmpty();
        }
    }

    private static Script script(Moment moment, CountDownLatch there, CountDownLatch gone) {
        return switch (moment) {
            case BEFORE_THE_HEADERS ->
                Script.start().signal(there).await(gone).then(BEGUN).then(REST);
            case IN_THE_MIDDLE_OF_THE_BODY -> BEGUN.signal(there).await(gone).then(REST);
            case AFTER_THE_BODY -> BEGUN.then(REST).signal(there);
        };
    }
}
