package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.gateway.TestGateway.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients are told of rates and of concurrency, through real sockets. */
class LimitsTest {
    private static final Pattern PAUSE = Pattern.compile(" Please try again in (([0-9]+m)?[0-9.]+s|[0-9]+ms)\\.$");
    private static final String DURATION = "([0-9]+m)?[0-9]+(\\.[0-9]{1,3})?s|[0-9]+ms";

    private static TestGateway gateway;

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
    void requests_beyond_those_of_a_minute_are_refused_and_told_when_to_come_back() {
        Spender spender = Spender.of(gateway, Terms.OPEN, Spender.rates(1L, null, null));
        assertThat(spender.ask(HELLO).statusCode()).isEqualTo(200);
        gateway.upstream().forget();

        HttpResponse<String> refused = spender.ask(HELLO);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertError(
                refused,
                "requests",
                "rate_limit_exceeded",
                "Rate limit reached for `" + MODEL + "` in key `" + spender.id()
                        + "` on requests per min (RPM): Limit 1, Used 1, Requested 1.");
        assertThat(Integer.parseInt(header(refused, "retry-after"))).isBetween(1, 60);
        assertThat(Long.parseLong(header(refused, "retry-after-ms"))).isBetween(1L, 60_000L);
        assertThat(header(refused, "x-should-retry")).isEmpty();
        assertThat(header(refused, "x-ratelimit-limit-requests")).isEqualTo("1");
        assertThat(header(refused, "x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(header(refused, "x-ratelimit-reset-requests")).matches(DURATION);
        assertThat(header(refused, "x-ratelimit-limit-tokens")).isEmpty();
        assertThat(gateway.upstream().requests()).isEmpty();
        Receipt receipt = receipt(header(refused, "x-request-id"));
        assertThat(receipt.ending()).isEqualTo(Ending.REFUSED);
        assertThat(receipt.code()).isEqualTo("rate_limit_exceeded");
        gateway.rows(header(refused, "x-request-id"), 0);
    }

    @Test
    void tokens_beyond_those_of_a_minute_are_refused_by_the_worst_case_and_counted_as_reported() {
        Spender spender = Spender.of(gateway, Spender.rates(null, 300L, null), Terms.OPEN);
        HttpResponse<String> first = spender.ask(withMaxTokens(250));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "x-ratelimit-limit-tokens")).isEqualTo("300");
        assertThat(header(first, "x-ratelimit-remaining-tokens")).isEqualTo("28");
        assertThat(header(first, "x-ratelimit-reset-tokens")).matches(DURATION);
        assertThat(spender.leftOfTokens(300)).isBetween(41L, 200L);

        HttpResponse<String> refused = spender.ask(withMaxTokens(278));

        assertThat(refused.statusCode()).isEqualTo(429);
        JsonNode error = json(refused.body()).required("error");
        assertThat(error.required("type").stringValue()).isEqualTo("tokens");
        assertThat(error.required("message").stringValue())
                .matches("Rate limit reached for `" + MODEL + "` in tenant `" + spender.tenant()
                        + "` on tokens per min \\(TPM\\): Limit 300, Used [12][0-9]{2}, Requested 300\\."
                        + PAUSE.pattern());
        assertThat(Integer.parseInt(header(refused, "retry-after"))).isBetween(1, 60);
        assertThat(header(refused, "x-ratelimit-limit-tokens")).isEqualTo("300");
    }

    @Test
    void a_request_larger_than_its_limit_is_not_worth_asking_again() {
        Spender spender = Spender.of(gateway, Spender.rates(null, 300L, null), Terms.OPEN);

        HttpResponse<String> refused = spender.ask(withMaxTokens(279));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .isEqualTo("{\"error\":{\"message\":\"Request too large for `" + MODEL + "` in tenant `"
                        + spender.tenant() + "` on tokens per min (TPM): Limit 300, Requested 301. The input or output"
                        + " tokens must be reduced in order to run successfully.\",\"type\":\"tokens\",\"param\":null,"
                        + "\"code\":\"rate_limit_exceeded\"}}");
        assertThat(header(refused, "x-should-retry")).isEqualTo("false");
        assertThat(header(refused, "retry-after")).isEmpty();
        assertThat(header(refused, "retry-after-ms")).isEmpty();
        assertThat(header(refused, "x-ratelimit-remaining-tokens")).isEqualTo("300");
    }

    @Test
    void a_small_limit_of_tokens_shortens_answers_whose_clients_gave_no_length() {
        Spender spender = Spender.of(gateway, Spender.rates(null, 100L, null), Terms.OPEN);

        HttpResponse<String> answer = spender.ask(HELLO);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(gateway.upstream().awaitRequest().text())
                        .required("max_tokens")
                        .intValue())
                .isEqualTo(78);
        assertThat(header(answer, "x-tallyport-max-tokens-clamped")).isEmpty();
        assertThat(receipt(header(answer, "x-request-id")).asking().reserved().completion())
                .isEqualTo(78);
    }

    @Test
    void requests_at_the_same_time_are_refused_until_one_has_ended() throws Exception {
        Spender spender = Spender.of(gateway, Terms.OPEN, Spender.rates(null, null, 1L));
        CountDownLatch goOn = new CountDownLatch(1);
        gateway.upstream().next(Script.start().await(goOn).then(Answers.published()));
        try (Leaver first = new Leaver(gateway.port(), spender.key().secret(), "first").ask(HELLO)) {
            gateway.upstream().awaitRequest();

            HttpResponse<String> refused = spender.ask(HELLO);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .isEqualTo("{\"error\":{\"message\":\"Rate limit reached for `" + MODEL + "` in key `"
                            + spender.id() + "` on concurrent requests: Limit 1, Used 1, Requested 1. Please try again"
                            + " in 1s.\",\"type\":\"requests\",\"param\":null,\"code\":\"rate_limit_exceeded\"}}");
            assertThat(header(refused, "retry-after")).isEqualTo("1");
            assertThat(header(refused, "x-ratelimit-limit-requests")).isEmpty();
            goOn.countDown();
            assertThat(first.reply().status()).isEqualTo(200);
        }
        assertThat(spender.ask(HELLO).statusCode()).isEqualTo(200);
    }

    @Test
    void limits_of_a_model_count_besides_the_general_ones_by_whatever_name_it_is_asked() {
        Terms tenant = new Terms(
                AllowList.ALL,
                new Limits(new Rates(10L, null, null), Map.of(MODEL, new Rates(2L, 5000L, null))),
                List.of());
        Spender spender = Spender.of(gateway, tenant, Spender.rates(100L, 10_000L, null));

        HttpResponse<String> first = spender.ask(withMaxTokens(5));
        assertThat(header(first, "x-ratelimit-limit-requests")).isEqualTo("2");
        assertThat(header(first, "x-ratelimit-remaining-requests")).isEqualTo("1");
        assertThat(header(first, "x-ratelimit-limit-tokens")).isEqualTo("5000");
        spender.ask(HELLO.replace(MODEL, "deepseek-v3.2-exp"));
        HttpResponse<String> refused = spender.ask(HELLO.replace(MODEL, "deepseek-v3.2-exp"));

        assertError(
                refused,
                "requests",
                "rate_limit_exceeded",
                "Rate limit reached for `deepseek-v3.2-exp` in tenant `" + spender.tenant() + "` for model `" + MODEL
                        + "` on requests per min (RPM): Limit 2, Used 2, Requested 1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {HELLO, "stream"})
    void every_answer_says_what_is_left_of_the_scarcest_limit(String request) {
        String body = request.equals("stream") ? HELLO_STREAM : request;
        Spender spender = Spender.of(gateway, Spender.rates(10L, null, null), Spender.rates(100L, null, null));
        gateway.upstream().next(Answers.json(500, "{}"));

        HttpResponse<String> failed = spender.ask(body);
        HttpResponse<String> answered = spender.ask(body);

        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(header(failed, "x-ratelimit-remaining-requests")).isEqualTo("9");
        assertThat(header(answered, "x-ratelimit-limit-requests")).isEqualTo("10");
        assertThat(header(answered, "x-ratelimit-remaining-requests")).isEqualTo("8");
        assertThat(header(answered, "x-ratelimit-reset-requests")).matches(DURATION);
        assertThat(header(answered, "x-ratelimit-limit-tokens")).isEmpty();
    }

    @Test
    void where_nothing_is_limited_nothing_is_said_and_nothing_is_changed() {
        HttpResponse<String> answer = gateway.chat(HELLO);

        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("x-ratelimit"));
        assertThat(json(gateway.upstream().awaitRequest().text()).has("max_tokens"))
                .isFalse();
        assertThat(receipt(header(answer, "x-request-id")).asking().reserved().completion())
                .isGreaterThan(130_000);
    }

    /** That of the request, whatever else has ended meanwhile. */
    private static Receipt receipt(String requestId) {
        Receipt receipt = gateway.receipt();
        while (!receipt.asking().requestId().equals(requestId)) {
            receipt = gateway.receipt();
        }
        return receipt;
    }

    private static String withMaxTokens(int tokens) {
        return HELLO.substring(0, HELLO.length() - 1) + ",\"max_tokens\":" + tokens + "}";
    }

    private static void assertError(HttpResponse<String> refused, String type, String code, String message) {
        JsonNode error = json(refused.body()).required("error");
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        assertThat(error.required("type").stringValue()).isEqualTo(type);
        assertThat(error.required("param").isNull()).isTrue();
        assertThat(error.required("code").stringValue()).isEqualTo(code);
        String said = error.required("message").stringValue();
        Matcher pause = PAUSE.matcher(said);
        assertThat(pause.find()).as(said).isTrue();
        assertThat(said.substring(0, pause.start())).isEqualTo(message);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** Empty when it is not there. */
    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
