package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.books.Verification;
import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.tenancy.OnLowBudget;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Terms;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What clients and tenants say of the cache is heeded, through real sockets. */
class CacheWishesTest {
    private static final AtomicInteger QUESTIONS = new AtomicInteger();

    private static TestGateway gateway;

    private final String question = "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"wish "
            + QUESTIONS.incrementAndGet() + "\"}],\"temperature\":0}";

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
    void who_wants_a_fresh_answer_gets_one_that_others_then_get_again() {
        ask("");
        assertThat(state(ask("no-cache"))).isEqualTo("bypass");
        assertThat(gateway.upstream().requests()).hasSize(2);
        assertThat(state(ask(""))).isEqualTo("hit");
    }

    @Test
    void who_wants_nothing_stored_leaves_nothing() {
        assertThat(state(ask("no-store"))).isEqualTo("miss");
        assertThat(state(ask(""))).isEqualTo("miss");
        assertThat(state(ask("no-store"))).isEqualTo("hit");
        assertThat(state(ask("no-store, no-cache"))).isEqualTo("bypass");
    }

    @ParameterizedTest
    @CsvSource({
        "max-age=0,bypass",
        "max-age=60,hit",
        "'MAX-AGE=60, x-foo',hit",
        "max-age=\"60\",hit",
        "max-age=soon,bypass"
    })
    void an_age_is_heeded(String cacheControl, String state) {
        ask("");
        assertThat(state(ask(cacheControl))).isEqualTo(state);
    }

    @Test
    void who_wants_what_is_there_only_is_told_when_nothing_is() {
        HttpResponse<String> refused = ask("only-if-cached");
        assertThat(refused.statusCode()).isEqualTo(504);
        assertThat(JsonMapper.shared()
                        .readTree(refused.body())
                        .at("/error/code")
                        .stringValue())
                .isEqualTo("not_cached");
        assertThat(refused.headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(gateway.upstream().requests()).isEmpty();
        ask("");
        assertThat(state(ask("only-if-cached"))).isEqualTo("hit");
    }

    @Test
    void a_question_that_is_never_answered_so_is_refused_where_nobody_is_to_be_asked() {
        HttpResponse<String> refused =
                gateway.send(gateway.chatRequest(question.replace("\"temperature\":0", "\"n\":1"))
                        .header("Cache-Control", "only-if-cached"));
        assertThat(refused.statusCode()).isEqualTo(504);
        assertThat(gateway.upstream().requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ALL,hit", "OFF,bypass", "USUAL,bypass", "DETERMINISTIC,bypass"})
    void a_tenant_says_which_of_its_questions_are_answered_so(Caching caching, String state) {
        Policies policies = new Policies(OnDisconnect.CANCEL, OnLowBudget.CLAMP, caching);
        Spender spender = Spender.of(gateway, policies, Terms.OPEN, Terms.OPEN);
        String many = question.replace("\"temperature\":0", "\"temperature\":1");
        spender.ask(many);
        assertThat(state(spender.ask(many))).isEqualTo(state);
    }

    @Test
    void a_tenant_that_wants_none_gets_none() {
        Policies none = new Policies(OnDisconnect.CANCEL, OnLowBudget.CLAMP, Caching.OFF);
        Spender spender = Spender.of(gateway, none, Terms.OPEN, Terms.OPEN);
        spender.ask(question);
        assertThat(state(spender.ask(question))).isEqualTo("bypass");
        assertThat(gateway.upstream().requests()).hasSize(2);
    }

    @Test
    void tenants_do_not_share_and_keys_of_one_do() {
        Spender one = Spender.of(gateway, Terms.OPEN, Terms.OPEN);
        Spender other = Spender.of(gateway, Terms.OPEN, Terms.OPEN);
        one.ask(question);
        assertThat(state(other.ask(question))).isEqualTo("miss");
        assertThat(state(one.sibling(Terms.OPEN).ask(question))).isEqualTo("hit");
    }

    @Test
    void a_hit_costs_a_request_and_neither_tokens_nor_money() {
        Spender spender = Spender.of(gateway, Spender.rates(2L, 10_000L, null), Spender.budget(1_000_000_000));
        spender.ask(question);
        long tokens = spender.leftOfTokens(10_000);

        HttpResponse<String> hit = spender.ask(question);

        assertThat(state(hit)).isEqualTo("hit");
        assertThat(hit.headers().firstValue("x-ratelimit-remaining-requests")).hasValue("0");
        assertThat(spender.leftOfTokens(10_000)).isGreaterThanOrEqualTo(tokens);
        assertThat(spender.ask(question).statusCode()).isEqualTo(429);
    }

    @Test
    void a_hit_costs_the_part_of_its_price_that_is_configured_and_no_more_than_a_budget_has() {
        try (TestGateway charging = TestGateway.start("tallyport.cache.charged-percent=25")) {
            Spender spender = Spender.of(charging, Spender.budget(10_000_000_000L), Terms.OPEN);
            spender.ask(question);
            charging.receipt();

            HttpResponse<String> hit = spender.ask(question);

            assertThat(state(hit)).isEqualTo("hit");
            assertThat(hit.headers().firstValue("x-tallyport-cost")).hasValue("0.000351625");
            Receipt receipt = charging.receipt();
            assertThat(receipt.cost()).isEqualTo(351_625);
            assertThat(receipt.saved()).isEqualTo(1_406_500 - 351_625);
            assertThat(spender.leftOfBudget(10_000_000_000L)).isEqualTo(10_000_000_000L - 1_406_500 - 351_625);
            charging.rows(hit.headers().firstValue("x-request-id").orElseThrow(), 1);
            assertThat(charging.bean(Verification.class).run().differences()).isEmpty();

            assertThat(spender.sibling(Spender.budget(351_624)).ask(question).statusCode())
                    .isEqualTo(429);
            assertThat(spender.sibling(Spender.budget(351_625)).ask(question).statusCode())
                    .isEqualTo(200);
        }
    }

    private HttpResponse<String> ask(String cacheControl) {
        var request = gateway.chatRequest(question);
        return gateway.send(cacheControl.isEmpty() ? request : request.header("Cache-Control", cacheControl));
    }

    private static String state(HttpResponse<?> answer) {
        return answer.headers().firstValue("x-tallyport-cache").orElse("");
    }
}
