package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.RawClient;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /usage}, through real sockets. */
class UsageTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.bean(Tenants.class)
                .create(new NewTenant(
                        "limited",
                        "Limited",
                        ZoneOffset.UTC,
                        Policies.USUAL,
                        new Terms(
                                AllowList.ALL,
                                new Limits(
                                        new Rates(600L, null, 20L),
                                        Map.of(
                                                TestGateway.MODEL,
                                                new Rates(null, 5000L, null),
                                                "another/model",
                                                new Rates(1L, null, null))),
                                List.of(new Budget(Period.TOTAL, 1_000_000_000_001L)))));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/usage", "/api/gpt/v1/usage", "/usage"})
    void a_key_sees_what_it_may_use_under_every_prefix(String path) throws IOException {
        IssuedKey key = gateway.bean(Keys.class)
                .issue(
                        "limited",
                        new NewKey(
                                "ci",
                                new Terms(
                                        AllowList.of(TestGateway.MODEL),
                                        new Limits(new Rates(60L, 100_000L, null), Map.of()),
                                        List.of(new Budget(Period.MONTH, 100_000_000_000L), new Budget(Period.DAY, 0))),
                                Instant.parse("2099-01-01T00:00:00Z")));

        RawClient.Reply reply = get(path, "Authorization: Bearer " + key.secret());

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("application/json");
        assertThat(reply.header("x-request-id")).startsWith("req_");
        assertThat(reply.text())
                .isEqualTo("{\"object\":\"usage\",\"tenant\":\"limited\",\"key\":{\"id\":\""
                        + key.key().id() + "\",\"name\":\"ci\",\"redacted\":\""
                        + key.key().redacted() + "\",\"expires_at\":\"2099-01-01T00:00:00Z\"},\"limits\":{\"key\":"
                        + "{\"requests_per_minute\":60,\"tokens_per_minute\":100000},\"tenant\":"
                        + "{\"requests_per_minute\":600,\"concurrent_requests\":20,\"models\":"
                        + "{\"deepseek/deepseek-v3.2-exp\":{\"tokens_per_minute\":5000}}}},\"remaining\":{\"key\":"
                        + "{\"requests_per_minute\":60,\"tokens_per_minute\":100000},\"tenant\":"
                        + "{\"concurrent_requests\":20,\"requests_per_minute\":600,\"models\":"
                        + "{\"deepseek/deepseek-v3.2-exp\":{\"tokens_per_minute\":5000}}}},\"budgets\":["
                        + "{\"scope\":\"key\",\"period\":\"day\",\"amount\":\"0.00\",\"spent\":\"0.00\","
                        + "\"remaining\":\"0.00\"},"
                        + "{\"scope\":\"key\",\"period\":\"month\",\"amount\":\"100.00\",\"spent\":\"0.00\","
                        + "\"remaining\":\"100.00\"},"
                        + "{\"scope\":\"tenant\",\"period\":\"total\",\"amount\":\"1000.000000001\",\"spent\":\"0.00\","
                        + "\"remaining\":\"1000.000000001\"}],"
                        + "\"spent\":{\"day\":\"0.00\",\"month\":\"0.00\",\"total\":\"0.00\"},"
                        + "\"models\":[\"deepseek/deepseek-v3.2-exp\"]}");
    }

    @Test
    void what_a_key_has_spent_is_seen_as_soon_as_it_is_booked() throws Exception {
        gateway.bean(Tenants.class)
                .create(new NewTenant(
                        "spending",
                        "Spending",
                        ZoneId.of("Asia/Shanghai"),
                        Policies.USUAL,
                        new Terms(AllowList.ALL, Limits.NONE, List.of(new Budget(Period.TOTAL, 2_000_000_000L)))));
        IssuedKey key = gateway.bean(Keys.class)
                .issue(
                        "spending",
                        new NewKey(
                                "spender",
                                new Terms(AllowList.ALL, Limits.NONE, List.of(new Budget(Period.DAY, 1_000_000_000L))),
                                null));

        assertThat(gateway.send(gateway.chatRequest(Answers.resource("chat-request.json"))
                                .setHeader("Authorization", "Bearer " + key.secret()))
                        .statusCode())
                .isEqualTo(200);

        JsonNode usage = json(get("/v1/usage", "Authorization: Bearer " + key.secret()));
        for (int i = 0; i < 100 && usage.at("/spent/day").asString().equals("0.00"); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            usage = json(get("/v1/usage", "Authorization: Bearer " + key.secret()));
        }
        assertThat(usage.get("spent").toString())
                .isEqualTo("{\"day\":\"0.0014065\",\"month\":\"0.0014065\",\"total\":\"0.0014065\"}");
        assertThat(usage.at("/budgets/0/remaining").asString()).isEqualTo("0.9985935");
        assertThat(usage.at("/budgets/1/spent").asString()).isEqualTo("0.0014065");
    }

    @Test
    void a_key_without_limits_has_empty_ones_and_no_end() throws IOException {
        JsonNode usage = json(get("/v1/usage", "x-api-key: " + gateway.key()));

        assertThat(usage.get("limits").toString()).isEqualTo("{\"key\":{},\"tenant\":{}}");
        assertThat(usage.get("budgets")).isEmpty();
        assertThat(usage.get("key").get("expires_at").isNull()).isTrue();
        assertThat(usage.get("key").get("redacted").asString())
                .doesNotContain(gateway.key())
                .endsWith(gateway.key().substring(gateway.key().length() - 4));
    }

    @Test
    void limits_of_models_that_a_key_may_not_use_do_not_exist_for_it() throws IOException {
        IssuedKey key = gateway.bean(Keys.class)
                .issue("limited", new NewKey("other", Terms.allowing(AllowList.of("another/model")), null));

        JsonNode usage = json(get("/v1/usage", "Authorization: Bearer " + key.secret()));

        assertThat(usage.get("limits").get("tenant").get("models").propertyNames())
                .containsExactly("another/model");
        assertThat(usage.get("models")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/usage", "/api/gpt/v1/usage", "/usage"})
    void usage_needs_a_key_that_is_good(String path) throws IOException {
        RawClient.Reply none = get(path);
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(error(get(path, "Authorization: Bearer sk-wrong"))).isEqualTo("invalid_api_key");
        IssuedKey disabled = gateway.bean(Keys.class).issue("acme", NewKey.named("disabled"));
        gateway.bean(Keys.class).disable(disabled.key().id());
        assertThat(error(get(path, "Authorization: Bearer " + disabled.secret())))
                .isEqualTo("api_key_disabled");
        IssuedKey expired = gateway.bean(Keys.class).issue("acme", new NewKey("old", Terms.OPEN, Instant.EPOCH));
        assertThat(error(get(path, "Authorization: Bearer " + expired.secret())))
                .isEqualTo("api_key_expired");
    }

    @Test
    void it_is_read_and_nothing_else() throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            RawClient.Reply reply =
                    client.send(RawClient.request("POST", "/v1/usage", "{}")).reply();
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
    }

    private static String error(RawClient.Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        return json(reply).get("error").get("code").asString();
    }

    private static RawClient.Reply get(String path, String... headers) throws IOException {
        try (RawClient client = new RawClient(gateway.port())) {
            return client.send(RawClient.request("GET", path, "", headers)).reply();
        }
    }

    private static JsonNode json(RawClient.Reply reply) {
        return JsonMapper.shared().readTree(reply.body());
    }
}
