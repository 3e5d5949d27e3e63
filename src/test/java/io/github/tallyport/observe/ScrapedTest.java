package io.github.tallyport.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tallyport.chart.KnownMeters;
import io.github.tallyport.gateway.TestGateway;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Budget;
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
import io.github.tallyport.upstream.StreamParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The meters as a real Prometheus finds them, and what it makes of the alerts and the dashboard. */
class ScrapedTest {
    private static final Set<String> OTHERS = Set.of(
            "cache_gets_total",
            "tallyport_cache_held_bytes",
            "tallyport_cache_flights",
            "cache_size",
            "gen_ai_client_token_usage_sum",
            "gen_ai_client_operation_duration_seconds_count",
            "hikaricp_connections_active",
            "hikaricp_connections_pending",
            "jvm_threads_live_threads",
            "netty_allocator_memory_used",
            "reactor_netty_connection_provider_active_connections",
            "reactor_netty_connection_provider_pending_connections");

    @TempDir
    Path directory;

    @Test
    void prometheus_finds_all_that_alerts_and_the_dashboard_ask_for() throws IOException {
        if (!Prometheus.isThere()) {
            System.err.println(
                    "NOT TESTED: prometheus is not on the PATH (Debian: apt-get install prometheus), so nobody"
                            + " has scraped the gateway");
        }
        assumeTrue(Prometheus.isThere(), "prometheus is not on the PATH: nobody has scraped the gateway");
        try (TestGateway gateway = TestGateway.start();
                Prometheus prometheus = new Prometheus(directory, gateway.managementPort())) {
            requests(gateway);
            System.gc(); // so that there is a pause to be told of
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(names(prometheus)).containsAll(wanted()));

            JsonNode target = prometheus.get("targets").at("/activeTargets/0");
            assertThat(target.path("lastError").asString()).isEmpty();
            assertThat(target.path("health").asString()).isEqualTo("up");
            assertThat(value(prometheus, "sum(tallyport_cost_cny_total{tenant=\"rich\"})"))
                    .isEqualTo("0.0014065");
            assertThat(value(prometheus, "tallyport_budget_amount_cny - tallyport_budget_remaining_cny"))
                    .startsWith("0.00140");
            assertThat(value(prometheus, "tallyport_journal_max_bytes")).isEqualTo("1073741824");
            assertThat(value(prometheus, "tallyport_target_state")).isEqualTo("1");
            alerts(prometheus);
            dashboard(prometheus);
        }
    }

    private static void requests(TestGateway gateway) {
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
        gateway.upstream().next(Answers.sse(StreamParts.role(), StreamParts.delta("Hi"), StreamParts.finish("stop")));
        gateway.chat(TestGateway.HELLO_STREAM);
        gateway.upstream().next(Answers.json(500, "{}"));
        gateway.chat(TestGateway.HELLO);
        gateway.chat("{}");
        String hasty = gateway.bean(Keys.class)
                .issue(
                        "rich",
                        new NewKey(
                                "hasty",
                                new Terms(AllowList.ALL, new Limits(new Rates(1L, null, null), Map.of()), List.of()),
                                null))
                .secret();
        for (int i = 0; i < 2; i++) {
            gateway.upstream().next(Answers.json(500, "{}"));
            gateway.send(gateway.chatRequest(TestGateway.HELLO).setHeader("Authorization", "Bearer " + hasty));
        }
        gateway.upstream().forget();
        String certain = TestGateway.HELLO.replace("\"messages\"", "\"temperature\":0,\"messages\"");
        gateway.chat(certain);
        assertThat(gateway.chat(certain).headers().firstValue("x-tallyport-cache"))
                .hasValue("hit");
    }

    private static Set<String> wanted() {
        Set<String> wanted = new TreeSet<>(KnownMeters.names());
        wanted.addAll(OTHERS);
        return wanted;
    }

    private static List<String> names(Prometheus prometheus) {
        return prometheus
                .get("label/__name__/values")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static String value(Prometheus prometheus, String query) {
        return prometheus.query(query).at("/result/0/value/1").asString();
    }

    private static void alerts(Prometheus prometheus) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            List<JsonNode> rules = prometheus
                    .get("rules")
                    .path("groups")
                    .valueStream()
                    .flatMap(group -> group.path("rules").valueStream())
                    .toList();
            assertThat(rules)
                    .hasSizeGreaterThan(10)
                    .allMatch(rule -> rule.path("health").asString().equals("ok"));
        });
    }

    private static void dashboard(Prometheus prometheus) throws IOException {
        JsonNode panels = JsonMapper.shared()
                .readTree(Files.readString(Path.of("helm/tallyport/files/dashboard.json")))
                .path("panels");
        for (JsonNode panel : panels) {
            for (JsonNode query : panel.path("targets")) {
                String expr = query.path("expr")
                        .asString()
                        .replaceAll("\\$__(rate_interval|interval|range)", "1m")
                        .replaceAll("\\$[a-z]+", ".*");
                assertThat(prometheus.query(expr).path("resultType").asString())
                        .as(expr)
                        .isNotEmpty();
            }
        }
    }
}
