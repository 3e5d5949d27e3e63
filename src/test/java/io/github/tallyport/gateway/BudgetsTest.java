package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.gateway.TestGateway.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Reserved;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.StreamParts;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What money does to a request, through real sockets. */
class BudgetsTest {
    /** What the prompt of the greeting costs at most: 22 tokens. */
    private static final long PROMPT = 22 * 3500;

    private static final long TOKEN = 5500;
    private static final long ONE_YUAN = 1_000_000_000;
    private static final long EXAMPLE = 1_406_500;

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
    void an_answer_is_made_as_short_as_the_budget_pays_and_the_client_is_told() {
        Spender spender = Spender.of(gateway, Spender.budget(PROMPT + 10 * TOKEN + TOKEN - 1), Terms.OPEN);
        gateway.upstream().next(Answers.json(500, "{}"));
        HttpResponse<String> failed = spender.ask(HELLO);
        gateway.upstream().next(Answers.sse(StreamParts.stream()));
        HttpResponse<String> streamed = spender.ask(HELLO_STREAM);
        HttpResponse<String> asked = spender.ask(HELLO.replaceFirst(".$", ",\"max_tokens\":300}"));

        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(clamped(failed)).isEqualTo("10");
        assertThat(clamped(streamed)).isEqualTo("10");
        assertThat(streamed.statusCode()).isEqualTo(200);
        assertThat(maxTokens()).isEqualTo(10);
        assertThat(maxTokens()).isEqualTo(10);
        // the stream reported 9 tokens of prompt and none of an answer
        assertThat(clamped(asked)).isEqualTo("5");
        assertThat(maxTokens()).isEqualTo(5);
        assertThat(gateway.rows(asked.headers().firstValue("x-request-id").orElseThrow(), 1)
                        .getFirst()
                        .asking()
                        .reserved())
                .isEqualTo(new Reserved(22, 5, PROMPT + 5 * TOKEN));
    }

    @Test
    void a_budget_that_pays_for_all_sends_what_is_reserved_and_says_nothing() {
        Spender spender = Spender.of(gateway, Terms.OPEN, Spender.budget(ONE_YUAN));

        HttpResponse<String> open = spender.ask(HELLO);
        HttpResponse<String> given = spender.ask(HELLO.replaceFirst(".$", ",\"max_tokens\":300}"));

        assertThat(maxTokens()).isEqualTo(4096);
        assertThat(maxTokens()).isEqualTo(300);
        assertThat(clamped(open)).isNull();
        assertThat(clamped(given)).isNull();
    }

    @Test
    void a_budget_that_is_gone_refuses_and_is_not_worth_asking_again() {
        Spender spender = Spender.of(gateway, Terms.OPEN, Spender.budget(PROMPT + 10 * TOKEN));
        assertThat(spender.ask(HELLO).statusCode()).isEqualTo(200);

        HttpResponse<String> refused = spender.ask(HELLO);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body())
                .isEqualTo("{\"error\":{\"message\":\"You exceeded your current quota, please check your plan and"
                        + " billing details. Budget of key `" + spender.id() + "` (total) in CNY: Limit 0.000132, Used"
                        + " 0.0014065, Requested 0.0000825.\",\"type\":\"insufficient_quota\",\"param\":null,"
                        + "\"code\":\"insufficient_quota\"}}");
        assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
        assertThat(refused.headers().firstValue("retry-after")).isEmpty();
        assertThat(refused.headers().firstValue("retry-after-ms")).isEmpty();
        assertThat(clamped(refused)).isNull();
    }

    @Test
    void no_money_lets_nothing_through() {
        Spender spender = Spender.of(gateway, Spender.budget(0), Terms.OPEN);

        assertThat(spender.ask(HELLO).body())
                .contains("Budget of tenant `" + spender.tenant()
                        + "` (total) in CNY: Limit 0.00, Used 0.00, Requested 0.0000825.");
        assertThat(gateway.upstream().requests()).isEmpty();
    }

    @Test
    void a_budget_that_is_new_counts_what_ended_just_before() {
        Spender spender = Spender.of(gateway, Terms.OPEN, Terms.OPEN);
        for (int i = 0; i < 50; i++) {
            assertThat(spender.ask(HELLO).statusCode()).isEqualTo(200);
        }

        assertThat(spender.leftOfBudget(ONE_YUAN)).isEqualTo(ONE_YUAN - 50 * EXAMPLE);
    }

    private static int maxTokens() {
        JsonNode sent =
                JsonMapper.shared().readTree(gateway.upstream().awaitRequest().text());
        assertThat(sent.required("model").stringValue()).isEqualTo(MODEL);
        return sent.required("max_tokens").intValue();
    }

    private static @Nullable String clamped(HttpResponse<?> answer) {
        return answer.headers().firstValue("x-tallyport-max-tokens-clamped").orElse(null);
    }
}
