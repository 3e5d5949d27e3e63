package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Limits that are changed while they are in use, and who may read what is left. */
class ChangedLimitsTest {
    private static final String OPERATOR = "sk-admin-canary-0123456789abcdef";

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start("TALLYPORT_ADMIN_KEY=" + OPERATOR, "tallyport.cors.allowed-origins=*");
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
    void browsers_may_read_what_is_left() {
        Spender spender = Spender.of(gateway, Terms.OPEN, Spender.rates(10L, 10_000L, null));
        HttpResponse<String> answer = gateway.send(gateway.chatRequest(HELLO)
                .setHeader("Authorization", "Bearer " + spender.key().secret())
                .header("Origin", "https://app.example"));
        List<String> exposed =
                List.of(header(answer, "access-control-expose-headers").split(", "));
        assertThat(answer.headers().map().keySet().stream().filter(name -> name.startsWith("x-ratelimit")))
                .hasSize(6)
                .allMatch(exposed::contains);
    }

    @Test
    void a_limit_that_is_lowered_below_what_is_used_works_within_two_seconds() throws Exception {
        Spender spender = Spender.of(gateway, Terms.OPEN, Spender.rates(30L, null, null));
        for (int i = 0; i < 10; i++) {
            assertThat(spender.ask(HELLO).statusCode()).isEqualTo(200);
        }
        assertThat(patch(spender, "{\"limits\":{\"requests_per_minute\":5}}").statusCode())
                .isEqualTo(200);

        JsonNode usage = usageWithinTwoSeconds(spender, "requests_per_minute", 5);
        HttpResponse<String> refused = spender.ask(HELLO);

        assertThat(usage.at("/remaining/key/requests_per_minute").intValue()).isZero();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).containsPattern("\\(RPM\\): Limit 5, Used ([6-9]|10), Requested 1\\.");
        assertThat(header(refused, "x-ratelimit-remaining-requests")).isEqualTo("0");
    }

    @Test
    void fewer_at_the_same_time_than_there_are_lets_nobody_in() throws Exception {
        Spender spender = Spender.of(gateway, Terms.OPEN, Spender.rates(null, null, 3L));
        CountDownLatch goOn = new CountDownLatch(1);
        gateway.upstream().always(Script.start().await(goOn).then(Answers.published()));
        try (Leaver one = new Leaver(gateway.port(), spender.key().secret(), "one").ask(HELLO);
                Leaver two = new Leaver(gateway.port(), spender.key().secret(), "two").ask(HELLO)) {
            gateway.upstream().awaitRequest();
            gateway.upstream().awaitRequest();
            assertThat(patch(spender, "{\"limits\":{\"concurrent_requests\":1}}")
                            .statusCode())
                    .isEqualTo(200);

            JsonNode usage = usageWithinTwoSeconds(spender, "concurrent_requests", 1);

            assertThat(usage.at("/remaining/key/concurrent_requests").intValue())
                    .isZero();
            assertThat(spender.ask(HELLO).body()).contains("on concurrent requests: Limit 1, Used 2, Requested 1.");

            goOn.countDown();
            assertThat(one.reply().status()).isEqualTo(200);
            assertThat(two.reply().status()).isEqualTo(200);
        }
    }

    /** What the key is shown once its limit is this. */
    private static JsonNode usageWithinTwoSeconds(Spender spender, String name, int limit) {
        long until = System.nanoTime() + 2_000_000_000L;
        while (System.nanoTime() < until) {
            JsonNode usage = json(gateway.send(HttpRequest.newBuilder(gateway.uri("/v1/usage"))
                    .header("Authorization", "Bearer " + spender.key().secret())));
            if (usage.at("/limits/key/" + name).intValue() == limit) {
                return usage;
            }
        }
        throw new AssertionError("the limit was not lowered within 2 s");
    }

    private static HttpResponse<String> patch(Spender spender, String body) {
        return gateway.send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.managementPort() + "/admin/v1/keys/" + spender.id()))
                .header("Authorization", "Bearer " + OPERATOR)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** Empty when it is not there. */
    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
