package io.github.tallyport.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.TestGateway;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Meters as Prometheus reads them, named as the contract has it. */
class RequestMetersTest {
    private static final String MODEL = "model=\"" + TestGateway.MODEL + "\"";
    private static TestGateway gateway;

    @BeforeAll
    static void requests() {
        gateway = TestGateway.start();
        gateway.upstream().next(Answers.published());
        gateway.chat(TestGateway.HELLO);
        gateway.upstream().next(Answers.json(500, "{}"));
        gateway.chat(TestGateway.HELLO);
        gateway.chat("{\"model\":\"canary-of-a-client\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        Awaitility.await().until(() -> scraped().contains("tallyport_refusals_total{"));
    }

    @AfterAll
    static void end() {
        gateway.close();
    }

    @Test
    void a_request_is_timed_by_tenant_model_ending_status_and_kind() {
        assertCounted(
                "tallyport_request_seconds_count",
                "1",
                "ending=\"answered\"",
                MODEL,
                "status=\"200\"",
                "stream=\"false\"",
                "tenant=\"acme\"");
        assertCounted("tallyport_request_seconds_count", "1", "ending=\"failed\"", MODEL);
        assertCounted(
                "tallyport_request_seconds_count", "1", "ending=\"refused\"", "model=\"other\"", "status=\"404\"");
        assertThat(scraped())
                .contains("tallyport_request_seconds_bucket{")
                .contains("le=\"600.0\"")
                .contains("le=\"0.01\"");
    }

    @Test
    void the_gateways_own_time_is_what_the_provider_did_not_take() {
        String seen = scraped();
        assertThat(value(seen, "tallyport_overhead_seconds_sum{"))
                .isPositive()
                .isLessThanOrEqualTo(value(seen, "tallyport_request_seconds_sum{"));
        assertThat(value(seen, "tallyport_upstream_seconds_count{")).isEqualTo(2);
    }

    @Test
    void tokens_and_money_are_those_of_the_ledger() {
        assertCounted(
                "tallyport_tokens_total", "9", "type=\"prompt\"", "source=\"reported\"", MODEL, "tenant=\"acme\"");
        assertCounted("tallyport_tokens_total", "250", "type=\"completion\"", "source=\"reported\"");
        assertCounted("tallyport_cost_cny_total", "0.0014065", MODEL, "tenant=\"acme\"");
        assertCounted("tallyport_cache_requests_total", "3", "result=\"bypass\"", "tenant=\"acme\"");
        assertThat(scraped())
                .containsPattern(
                        "gen_ai_client_token_usage_sum\\{[^}]*gen_ai_token_type=\"output\"[^}]*} (250|500)\\.0")
                .contains("gen_ai_client_operation_duration_seconds_count{");
    }

    @Test
    void what_a_client_typed_is_no_label() {
        assertThat(scraped()).doesNotContain("canary").contains("tallyport_in_flight 0.0");
        assertCounted("tallyport_refusals_total", "1", "reason=\"model_not_found\"", "tenant=\"acme\"");
        assertCounted("tallyport_upstream_attempts_total", "1", "outcome=\"failed\"");
    }

    @Test
    void where_limits_are_counted_and_what_budgets_have_left_is_shown() {
        assertCounted("tallyport_quota_mode", "1", "mode=\"memory\"");
        assertCounted("tallyport_quota_mode", "0", "mode=\"local\"");
        gateway.bean(Tenants.class)
                .create(new NewTenant(
                        "rich",
                        "Rich",
                        ZoneOffset.UTC,
                        Policies.USUAL,
                        new Terms(AllowList.ALL, Limits.NONE, List.of(new Budget(Period.TOTAL, 1_000_000_000)))));
        String secret =
                gateway.bean(Keys.class).issue("rich", NewKey.named("ci")).secret();
        gateway.upstream().next(Answers.published());
        gateway.send(gateway.chatRequest(TestGateway.HELLO).setHeader("Authorization", "Bearer " + secret));

        String left = "tallyport_budget_remaining_cny{period=\"total\",tenant=\"rich\"} 0.9985935";
        Awaitility.await().until(() -> scraped().contains(left));
        assertThat(scraped())
                .contains("tallyport_quota_unaccounted_cny 0.0")
                .contains("tallyport_quota_reservations 0.0");
    }

    private static void assertCounted(String meter, String value, String... labels) {
        StringBuilder line = new StringBuilder("(?m)^" + meter + "\\{");
        for (String label : labels) {
            line.append("(?=[^}]*").append(Pattern.quote(label)).append(')');
        }
        assertThat(scraped()).containsPattern(line + "[^}]*} " + Pattern.quote(value) + "(\\.0)?$");
    }

    private static double value(String seen, String start) {
        return seen.lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String scraped() {
        URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + "/actuator/prometheus");
        return gateway.send(HttpRequest.newBuilder(uri)).body();
    }
}
