package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.upstream.StreamParts.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.journal.Journal;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import io.github.tallyport.upstream.Upstream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is sent before it is kept that it is sent, and nobody has the end of an answer before what it came to is kept. */
class KeptFirstTest {
    private static HeldJournal journal;
    private static TestGateway gateway;
    private static String drainingKey;

    @BeforeAll
    static void start() {
        gateway = TestGateway.startWith(
                context -> context.registerBean(
                        "held",
                        HeldJournal.class,
                        () -> new HeldJournal(() -> context.getBean("journal", Journal.class)),
                        bean -> bean.setPrimary(true)),
                "tallyport.upstream.max-drains=1");
        journal = gateway.bean(HeldJournal.class);
        drainingKey = gateway.drainingKey();
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
    void a_JSON_answer_waits_until_it_is_kept() throws Exception {
        try (Leaver client = impatient(gateway.key(), "json").ask(HELLO)) {
            Runnable dispatch = journal.next();
            assertThat(gateway.upstream().requests()).isEmpty();
            dispatch.run();
            Runnable answer = journal.next();
            assertThatThrownBy(client::reply).isInstanceOf(SocketTimeoutException.class);
            assertThat(gateway.rows("json", 1).getFirst().usage().completion()).isEqualTo(250);

            answer.run();

            assertThat(client.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void the_last_bytes_of_a_stream_wait_until_it_is_kept() throws Exception {
        gateway.upstream().next(Answers.sse(stream("Hi")));
        try (Leaver client = impatient(gateway.key(), "stream").ask(HELLO_STREAM)) {
            journal.next().run();
            Runnable end = journal.next();
            client.readUntil("\"stop\"");
            assertThatThrownBy(() -> client.readUntil("[DONE]")).isInstanceOf(SocketTimeoutException.class);
            assertThat(gateway.rows("stream", 1).getFirst().ending()).isEqualTo(Ending.ANSWERED);

            end.run();

            client.readRest();
            assertThat(client.received()).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void an_error_waits_until_it_is_kept() throws Exception {
        gateway.upstream().next(Answers.json(500, "{}"));
        try (Leaver client = impatient(gateway.key(), "error").ask(HELLO)) {
            journal.next().run();
            Runnable answer = journal.next();
            assertThatThrownBy(client::reply).isInstanceOf(SocketTimeoutException.class);
            assertThat(gateway.rows("error", 1).getFirst().ending()).isEqualTo(Ending.FAILED);

            answer.run();

            assertThat(client.reply().status()).isEqualTo(502);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FIN", "RST", "HALF_CLOSE"})
    void a_client_that_leaves_before_the_sending_is_kept_is_sent_nowhere(Leaver.Way way) throws Exception {
        String id = "unsent." + way;
        try (Leaver client = new Leaver(gateway.port(), gateway.key(), id).ask(HELLO_STREAM)) {
            Runnable dispatch = journal.next();
            client.leave(way);
            Receipt row = gateway.rows(id, 1).getFirst();
            dispatch.run();

            assertThat(row.ending()).isEqualTo(Ending.CLIENT_LEFT);
            assertThat(row.attempts()).isZero();
            assertThat(row.usage()).isEqualTo(Usage.NONE);
        }
        assertNothingIsSent();
    }

    /** Its bytes are given back, for which the leak test looks, and it takes no place among the answers that are drained. */
    @ParameterizedTest
    @EnumSource(names = {"FIN", "RST", "HALF_CLOSE"})
    void a_client_that_leaves_while_its_last_bytes_wait_was_answered(Leaver.Way way) throws Exception {
        for (String key : new String[] {gateway.key(), drainingKey}) {
            leaveAtTheEnd(way, key, HELLO, Answers.published());
            leaveAtTheEnd(way, key, HELLO_STREAM, Answers.sse(stream("Hi")));
        }
    }

    private static void leaveAtTheEnd(Leaver.Way way, String key, String request, Script script) throws Exception {
        String id = way + "." + request.length() + "." + key.hashCode();
        gateway.upstream().next(script);
        try (Leaver client = new Leaver(gateway.port(), key, id).ask(request)) {
            journal.next().run();
            Runnable end = journal.next();
            client.leave(way);
            Receipt row = gateway.rows(id, 1).getFirst();
            end.run();

            assertThat(row.ending()).isEqualTo(Ending.ANSWERED);
            assertThat(row.usage()).isInstanceOf(Usage.Reported.class);
        }
        assertThat(gateway.bean(Upstream.class).draining()).isZero();
    }

    /** The next request is the first the provider sees. */
    private static void assertNothingIsSent() throws Exception {
        try (Leaver next = new Leaver(gateway.port(), gateway.key(), "next").ask(HELLO)) {
            journal.next().run();
            journal.next().run();
            assertThat(next.reply().status()).isEqualTo(200);
        }
        assertThat(gateway.upstream().requests()).hasSize(1);
    }

    private static Leaver impatient(String key, String id) throws IOException {
        return new Leaver(gateway.port(), key, id, Duration.ofMillis(300));
    }
}
