package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are read to their end although their clients have left: how many, how long, and what if they fail. */
class DrainingTest {
    private static final Script EVENTS = Answers.event(role()).then(Answers.event(delta("Hello there")));
    private static final Script BEGUN = Answers.sseHead().then(EVENTS);
    private static final Script REST = Answers.event(finish("stop"))
            .then(Answers.event(usage(9, 250)))
            .then(Answers.event(Answers.DONE))
            .then(Answers.end());
    private static final Usage PROVIDERS_OWN = new Usage.Reported(9, 0, 250, 0);

    private static LeavingGateway one;
    private static LeavingGateway hasty;

    @BeforeAll
    static void start() {
        one = new LeavingGateway("tallyport.upstream.max-drains=1", "tallyport.upstream.commit-after=100ms");
        hasty = new LeavingGateway("tallyport.upstream.drain-timeout=300ms");
    }

    @AfterAll
    static void stop() {
        one.close();
        hasty.close();
    }

    @BeforeEach
    void forget() {
        one.forget();
        hasty.forget();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoever_leaves_when_as_many_as_may_are_drained_is_cancelled(boolean stream) throws IOException {
        String request = stream ? HELLO_STREAM : HELLO;
        CountDownLatch go = new CountDownLatch(1);
        one.upstream().next(BEGUN.await(go).then(REST), Script.start().hang());
        leave(one, "first." + stream, HELLO_STREAM, "Hello there");
        one.awaitDraining();

        int second = leave(one, "second." + stream, request, "");
        one.awaitClosed(second);
        assertThat(one.row("second." + stream).usage()).isInstanceOf(Usage.Estimated.class);
        go.countDown();
        assertThat(one.row("first." + stream).usage()).isEqualTo(PROVIDERS_OWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello there", ""})
    void a_drain_that_takes_too_long_is_cancelled_and_estimated(String until) throws IOException {
        String id = "too-long." + until.length();
        hasty.upstream().next(until.isEmpty() ? Script.start().hang() : BEGUN.hang());
        int connection = leave(hasty, id, HELLO_STREAM, until);

        hasty.awaitClosed(connection);

        Receipt row = hasty.row(id);
        assertThat(row.ending()).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(row.usage()).isInstanceOf(Usage.Estimated.class);
        assertThat(row.usage().prompt()).isPositive();
        assertThat(row.usage().completion()).isEqualTo(until.isEmpty() ? 0 : 4);
    }

    @Test
    void a_stream_that_breaks_while_it_is_drained_is_reckoned_from_what_was_seen() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        one.upstream()
                .next(BEGUN.await(go).then(Answers.event(delta("and more"))).reset());
        leave(one, "breaks", HELLO_STREAM, "Hello there");
        one.awaitDraining();
        go.countDown();

        Receipt row = one.row("breaks");

        assertThat(row.ending()).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(row.status()).isEqualTo(200);
        assertThat(row.code()).isEqualTo("upstream_error");
        assertThat(row.usage()).isInstanceOf(Usage.Estimated.class);
        assertThat(row.usage().completion()).isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_provider_that_fails_once_nobody_waits_has_used_nothing(boolean stream) throws IOException {
        String request = stream ? HELLO_STREAM : HELLO;
        String id = "fails." + stream;
        CountDownLatch go = new CountDownLatch(1);
        one.upstream().next(Script.start().await(go).then(Answers.json(500, "{}")));
        leave(one, id, request, "");
        one.awaitDraining();
        go.countDown();

        Receipt row = one.row(id);

        assertThat(row.ending()).isEqualTo(Ending.CLIENT_LEFT);
        assertThat(row.status()).isEqualTo(499);
        assertThat(row.usage()).isEqualTo(Usage.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ": keep-alive"})
    void a_stream_whose_client_left_before_its_first_event_is_drained(String until) throws IOException {
        String id = "early." + until.length();
        CountDownLatch go = new CountDownLatch(1);
        one.upstream().next(Answers.sseHead().await(go).then(EVENTS).then(REST));
        leave(one, id, HELLO_STREAM, until);
        one.awaitDraining();
        go.countDown();

        Receipt row = one.row(id);

        assertThat(row.status()).isEqualTo(until.isEmpty() ? 499 : 200);
        assertThat(row.usage()).isEqualTo(PROVIDERS_OWN);
    }

    @Test
    void the_connection_of_a_drained_stream_serves_the_next_request() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        one.upstream().next(BEGUN.await(go).then(REST));
        int connection = leave(one, "drained", HELLO_STREAM, "Hello there");
        one.awaitDraining();
        go.countDown();
        one.row("drained");

        try (Leaver next = one.client(OnDisconnect.DRAIN, "next").ask(HELLO)) {
            assertThat(next.reply().status()).isEqualTo(200);
            assertThat(one.upstream().awaitRequest().connection()).isEqualTo(connection);
        }
        one.row("next");
    }

    /** @return the connection to the provider */
    private static int leave(LeavingGateway gateway, String id, String request, String until) throws IOException {
        try (Leaver client = gateway.client(OnDisconnect.DRAIN, id).ask(request)) {
            int connection = gateway.upstream().awaitRequest().connection();
            if (!until.isEmpty()) {
                client.readUntil(until);
            }
            return connection;
        }
    }
}
