package io.github.tallyport.gateway;

import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.usage;
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

/** Promise M5 for streams: whenever and however a client leaves, one row says what it came to, and the provider is let go. */
class LeavingStreamsTest {
    /** How far a stream is: so many parts of it are out, the last of which the client knows by its text. */
    enum Moment {
        BEFORE_DISPATCH(0, ""),
        BEFORE_THE_HEADERS(0, ""),
        AFTER_THE_FIRST_CHUNK(1, "word0"),
        AFTER_A_MIDDLE_CHUNK(2, "word4"),
        AFTER_THE_LAST_CONTENT(3, "word9"),
        AFTER_USAGE(4, "\"stop\""),
        AFTER_DONE(5, "[DONE]");

        private final int parts;
        private final String text;

        Moment(int parts, String text) {
            this.parts = parts;
            this.text = text;
        }
    }

    private static final int CONTENT_PARTS = 3;
    private static final int TOKENS = 250;

    /** More than sockets take in, and what the provider says of it. */
    private static final Script FLOOD = flood();

    private static final int TOKENS_WITH_FLOOD = 20_000_000;

    private static LeavingGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new LeavingGateway("tallyport.gateway.stall-timeout=400ms", "tallyport.gateway.body-timeout=1s");
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
    void a_client_that_leaves_a_stream_is_one_row(Moment moment, Way way, OnDisconnect policy) throws Exception {
        String id = moment + "." + way + "." + policy;
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        gateway.upstream().next(script(moment, way, gone).signal(ended));
        try (Leaver client = gateway.client(policy, id)) {
            if (moment == Moment.BEFORE_DISPATCH) {
                leaveBeforeDispatch(client.askByHalf(TestGateway.HELLO_STREAM), way, id);
                return;
            }
            client.ask(TestGateway.HELLO_STREAM);
            int connection = gateway.upstream().awaitRequest().connection();
            if (moment.parts > 0) {
                client.readUntil(moment.text);
            }

            long left = client.leave(way);

            boolean noticed = moment != Moment.AFTER_DONE && (way != Way.SILENT || floods(moment, way));
            boolean closed = noticed && policy == OnDisconnect.CANCEL;
            if (way == Way.SILENT) {
                gone.countDown();
            }
            if (closed) {
                gateway.awaitClosed(connection, way, left);
            } else if (noticed && way != Way.SILENT) {
                gateway.awaitDraining();
            }
            gone.countDown();
            Receipt row = gateway.row(id);
            if (!closed) {
                assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(gateway.upstream().isOpen(connection)).isNotEqualTo(closed);
            assertThat(row.ending()).isEqualTo(noticed ? Ending.CLIENT_LEFT : Ending.ANSWERED);
            assertThat(row.status()).isEqualTo(moment == Moment.BEFORE_THE_HEADERS && way != Way.SILENT ? 499 : 200);
            assertThat(row.attempts()).isOne();
            if (closed && moment != Moment.AFTER_USAGE) {
                assertThat(row.usage()).isInstanceOf(Usage.Estimated.class);
                assertThat(row.usage().prompt()).isPositive();
            } else {
                int tokens = floods(moment, way) ? TOKENS_WITH_FLOOD : TOKENS;
                assertThat(row.usage()).isEqualTo(new Usage.Reported(9, 0, tokens, 0));
            }
            if (way == Way.HALF_CLOSE || way == Way.SILENT) {
                client.readRest();
            }
            assertThat(row.usage().completion()).isGreaterThanOrEqualTo(client.tokens());
            assertThat(row.cost())
                    .isEqualTo(3500 * row.usage().prompt() + 5500 * row.usage().completion());
            if (noticed && way != Way.SILENT) {
                assertThat(client.received()).doesNotContain("[DONE]");
            }
        }
    }

    /** Nobody is asked; and who says nothing for too long is refused, which the books do not hold. */
    private static void leaveBeforeDispatch(Leaver client, Way way, String id) throws IOException {
        client.leave(way);
        if (way == Way.SILENT) {
            assertThat(client.reply().status()).isEqualTo(408);
            assertThat(gateway.receipt().ending()).isEqualTo(Ending.REFUSED);
        } else {
            Receipt row = gateway.row(id);
            assertThat(row.ending()).isEqualTo(Ending.CLIENT_LEFT);
            assertThat(row.status()).isEqualTo(499);
            assertThat(row.attempts()).isZero();
            assertThat(row.usage()).isEqualTo(Usage.NONE);
            assertThat(row.cost()).isZero();
        }
        assertThat(gateway.upstream().requests()).isEmpty();
    }

    private static boolean floods(Moment moment, Way way) {
        return way == Way.SILENT && moment.parts < CONTENT_PARTS;
    }

    private static Script script(Moment moment, Way way, CountDownLatch gone) {
        int tokens = floods(moment, way) ? TOKENS_WITH_FLOOD : TOKENS;
        Script[] parts = {
            Answers.sseHead().then(Answers.event(role())).then(words(0, 1)),
            words(1, 5),
            floods(moment, way) ? words(5, 10).then(FLOOD) : words(5, 10),
            Answers.raw("data: " + finish("stop") + "\n\ndata: " + usage(9, tokens) + "\n\n"),
            Script.start().bytes(Answers.joined(Answers.chunk("data: [DONE]\n\n".getBytes(UTF_8)), Answers.lastChunk()))
        };
        Script script = Script.start();
        for (int i = 0; i < parts.length; i++) {
            script = (i == moment.parts ? script.await(gone) : script).then(parts[i]);
        }
        return script;
    }

    private static Script words(int from, int to) {
        Script script = Script.start();
        for (int i = from; i < to; i++) {
            script = script.then(Answers.event(delta("word" + i)));
        }
        return script;
    }

    private static Script flood() {
        byte[] event = Answers.chunk(("data: " + delta("y ".repeat(32_000)) + "\n\n").getBytes(UTF_8));
        Script script = Script.start();
        for (int i = 0; i < 128; i++) {
            script = script.bytes(event);
        }
        return script;
    }
}
