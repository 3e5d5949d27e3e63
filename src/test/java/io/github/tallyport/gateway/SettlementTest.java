package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.stream;
import static io.github.tallyport.upstream.StreamParts.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.journal.Journal;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.quota.Quota;
import io.github.tallyport.quota.Used;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.tenancy.OnLowBudget;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import io.github.tallyport.upstream.Upstream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

/** However a request ends, what was reserved for it is settled once, with what the ledger has. */
class SettlementTest {
    private static final long MOST = 5;
    private static final long TOKENS = 1_000_000_000_000L;
    private static final long MONEY = 1_000_000_000;
    private static final Terms LIMITED = Spender.terms(new Rates(null, TOKENS, MOST), new Budget(Period.TOTAL, MONEY));

    private static final QuotaWatch WATCHED = new QuotaWatch();
    private static TestGateway gateway;
    private static volatile boolean journalFull;

    private Spender spender;

    @BeforeAll
    static void start() {
        gateway = TestGateway.startWith(
                beans -> {
                    beans.registerBean(
                            "watched",
                            Quota.class,
                            () -> WATCHED.watching(() -> beans.getBean("notedQuota", Quota.class)),
                            definition -> definition.setPrimary(true));
                    beans.addBeanFactoryPostProcessor(
                            factory -> factory.getBeanDefinition("notedQuota").setPrimary(false));
                    beans.registerBean(
                            "fillable",
                            Journal.class,
                            () -> new FillableJournal(() -> beans.getBean("journal", Journal.class), () -> journalFull),
                            definition -> definition.setPrimary(true));
                },
                "tallyport.upstream.commit-after=100ms");
    }

    @AfterAll
    static void stop() {
        assertThat(WATCHED.settled.get()).isEqualTo(WATCHED.granted.get());
        System.out.printf("%d reservations were settled, each once%n", WATCHED.settled.get());
        gateway.close();
    }

    @BeforeEach
    void begin() {
        gateway.forget();
        WATCHED.used.clear();
        spender = Spender.of(gateway, LIMITED, Terms.OPEN);
    }

    @Test
    void an_answer_costs_what_was_reported() {
        spender.ask(HELLO);
        assertSettled(259);
    }

    @Test
    void an_answer_without_usage_keeps_the_tokens_and_costs_the_estimate() {
        gateway.upstream()
                .next(Answers.json(
                        200,
                        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},"
                                + "\"finish_reason\":\"stop\"}]}"));
        spender.ask(HELLO);
        assertSettled(22 + 4096);
    }

    @Test
    void a_stream_costs_what_was_reported() {
        gateway.upstream().next(Answers.sse(stream("one", "two")));
        spender.ask(HELLO_STREAM);
        assertSettled(11);
    }

    @Test
    void a_broken_stream_keeps_the_tokens_and_costs_the_estimate() {
        gateway.upstream()
                .next(Answers.sseHead()
                        .then(Answers.event(role()))
                        .then(Answers.event(delta("one")))
                        .reset());
        spender.ask(HELLO_STREAM);
        assertThat(assertSettled(22 + 4096).ending()).isEqualTo(Ending.BROKEN_OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {HELLO, "stream"})
    void a_provider_that_fails_has_used_nothing(String request) {
        gateway.upstream().next(Answers.json(500, "{}"));
        spender.ask(request.equals("stream") ? HELLO_STREAM : request);
        assertThat(assertSettled(0).ending()).isEqualTo(Ending.FAILED);
    }

    @ParameterizedTest
    @EnumSource(OnDisconnect.class)
    void a_client_that_leaves_a_stream_is_settled_at_its_end(OnDisconnect policy) throws IOException {
        spender = Spender.of(gateway, new Policies(policy, OnLowBudget.CLAMP, Caching.USUAL), LIMITED, Terms.OPEN);
        CountDownLatch goOn = new CountDownLatch(1);
        gateway.upstream()
                .next(Answers.sseHead()
                        .then(Answers.event(role()))
                        .then(Answers.event(delta("Hello there")))
                        .await(goOn)
                        .then(Answers.event(finish("stop")))
                        .then(Answers.event(usage(9, 250)))
                        .then(Answers.event(Answers.DONE))
                        .then(Answers.end()));
        try (Leaver client = new Leaver(gateway.port(), spender.key().secret(), "leaves." + policy)) {
            client.ask(HELLO_STREAM).readUntil("Hello there");
            assertThat(spender.leftAtOnce(MOST)).isEqualTo(MOST - 1);
        }
        if (policy == OnDisconnect.CANCEL) {
            assertThat(assertSettled(22 + 4096).ending()).isEqualTo(Ending.CLIENT_LEFT);
            goOn.countDown();
        } else {
            awaitDraining();
            goOn.countDown();
            assertThat(assertSettled(259).ending()).isEqualTo(Ending.CLIENT_LEFT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HELLO, "stream"})
    void a_client_that_leaves_before_there_is_an_answer_pays_for_the_prompt(String request) throws IOException {
        gateway.upstream().next(Script.start().hang());
        try (Leaver client = new Leaver(gateway.port(), spender.key().secret(), "early." + request.length())) {
            client.ask(request.equals("stream") ? HELLO_STREAM : request);
            gateway.upstream().awaitRequest();
        }
        assertThat(assertSettled(22 + 4096).ending()).isEqualTo(Ending.CLIENT_LEFT);
    }

    @Test
    void a_client_that_leaves_while_it_is_decided_keeps_nothing_reserved() throws Exception {
        CountDownLatch decides = new CountDownLatch(1);
        WATCHED.asked = new CountDownLatch(1);
        WATCHED.decides = decides;
        try (Leaver client = new Leaver(gateway.port(), spender.key().secret(), "undecided")) {
            client.ask(HELLO);
            assertThat(WATCHED.asked.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(gateway.receipt().ending()).isEqualTo(Ending.CLIENT_LEFT);
        decides.countDown();

        assertThat(WATCHED.next()).isEqualTo(Used.NOTHING);
        assertThat(spender.leftAtOnce(MOST)).isEqualTo(MOST);
        assertThat(spender.leftOfBudget(MONEY)).isEqualTo(MONEY);
        assertThat(gateway.upstream().requests()).isEmpty();
    }

    @Test
    void a_decision_that_takes_a_while_is_worth_waiting_for() {
        CountDownLatch decides = new CountDownLatch(1);
        WATCHED.decides = decides;
        Schedulers.boundedElastic().schedule(decides::countDown, 50, TimeUnit.MILLISECONDS);
        assertThat(spender.ask(HELLO).statusCode()).isEqualTo(200);
        assertSettled(259);
    }

    @Test
    void a_request_that_cannot_be_recorded_gives_back_all_but_itself() {
        journalFull = true;
        try {
            assertThat(spender.ask(HELLO).statusCode()).isEqualTo(503);
        } finally {
            journalFull = false;
        }
        assertThat(assertSettled(0).ending()).isEqualTo(Ending.REFUSED);
    }

    private static void awaitDraining() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (gateway.bean(Upstream.class).draining() == 0) {
            assertThat(System.nanoTime()).as("patience for a drain to begin").isLessThan(patience);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** Nothing is held any more, and the budget has lost what the receipt says. */
    private Receipt assertSettled(long tokens) {
        Receipt receipt = gateway.receipt();
        assertThat(WATCHED.next()).isEqualTo(new Used(tokens, receipt.cost()));
        assertThat(spender.leftAtOnce(MOST)).isEqualTo(MOST);
        assertThat(spender.leftOfBudget(MONEY)).isEqualTo(MONEY - receipt.cost());
        return receipt;
    }
}
