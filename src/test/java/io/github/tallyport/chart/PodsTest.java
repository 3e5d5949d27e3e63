package io.github.tallyport.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the promises about running it come to in the pods and what they start with. */
class PodsTest {
    @TempDir
    Path directory;

    private Chart chart;

    @BeforeEach
    void copyChart() throws IOException {
        chart = new Chart(directory);
    }

    static Stream<String> sets() throws IOException {
        return Chart.sets();
    }

    @ParameterizedTest
    @CsvSource({"5, 120, 25, 150", "0, 60, 5, 65", "30, 600, 60, 690"})
    void the_grace_of_a_pod_follows_the_drain(int grace, int timeout, int settle, int whole) throws IOException {
        Manifests manifests =
                chart.with("drain: {grace: %d, timeout: %d, settle: %d}".formatted(grace, timeout, settle));

        JsonNode pod = manifests.pod().path("spec");
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isEqualTo(whole);
        JsonNode drain = manifests.application().at("/tallyport/drain");
        assertThat(drain.path("grace").asString()).isEqualTo(grace + "s");
        assertThat(drain.path("timeout").asString()).isEqualTo(timeout + "s");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void every_pod_is_hardened(String set) throws IOException {
        for (JsonNode pod : chart.set(set).podSpecs()) {
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            JsonNode all = pod.path("securityContext");
            assertThat(all.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(all.path("runAsUser").asInt()).isPositive();
            assertThat(all.at("/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("containers")).hasSize(1);
            JsonNode container = pod.at("/containers/0");
            JsonNode own = container.path("securityContext");
            assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(own.path("privileged").asBoolean(true)).isFalse();
            assertThat(own.at("/capabilities/drop")).hasSize(1);
            assertThat(own.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").isMissingNode()).isFalse();
            assertThat(pod.toString()).doesNotContain("hostPath", "hostNetwork", "hostPID");
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void secrets_are_references(String set) throws IOException {
        Manifests manifests = chart.set(set);

        assertThat(manifests.of("Secret")).isEmpty();
        for (JsonNode pod : manifests.podSpecs()) {
            pod.at("/containers/0/env").forEach(variable -> {
                String name = variable.path("name").asString();
                if (name.matches(".*(KEYS?|PEPPER|USERNAME|PASSWORD|REDIS_URL)")) {
                    assertThat(variable.has("value")).as(name).isFalse();
                    assertThat(variable.at("/valueFrom/secretKeyRef/name").asString())
                            .as(name)
                            .isNotEmpty();
                    assertThat(variable.at("/valueFrom/secretKeyRef/key").asString())
                            .as(name)
                            .isNotEmpty();
                }
            });
        }
    }

    @Test
    void every_variable_of_a_secret_arrives() throws IOException {
        Map<String, String> found = new TreeMap<>();
        chart.set("production").pod().at("/spec/containers/0/env").forEach(variable -> {
            JsonNode reference = variable.at("/valueFrom/secretKeyRef");
            if (reference.isObject()) {
                found.put(
                        variable.path("name").asString(),
                        reference.path("name").asString() + "/"
                                + reference.path("key").asString());
            }
        });

        assertThat(found)
                .containsExactly(
                        Map.entry("TALLYPORT_ADMIN_KEY", "gateway/admin-key"),
                        Map.entry("TALLYPORT_DATABASE_PASSWORD", "gateway-db/password"),
                        Map.entry("TALLYPORT_DATABASE_USERNAME", "gateway-db/username"),
                        Map.entry("TALLYPORT_KEY_PEPPER", "gateway/key-pepper"),
                        Map.entry("TALLYPORT_REDIS_URL", "gateway-redis/url"),
                        Map.entry("TALLYPORT_UPSTREAM_API_KEYS", "gateway/upstream-api-keys"));
    }

    @Test
    void a_change_of_the_configuration_replaces_the_pods() throws IOException {
        JsonNode before = chart.with("{}").pod();
        JsonNode same = chart.with("serviceMonitor: {enabled: true}").pod();
        JsonNode after = chart.with("config: {properties: {tallyport: {journal: {fsync: each}}}}")
                .pod();

        assertThat(checksum(same)).isEqualTo(checksum(before));
        assertThat(checksum(after)).isNotEqualTo(checksum(before));
    }

    private static String checksum(JsonNode pod) {
        return pod.at("/metadata/annotations/checksum~1config").asString();
    }

    @Test
    void probes_ask_the_management_port() throws IOException {
        JsonNode container = chart.with("{}").pod().at("/spec/containers/0");

        for (String probe : new String[] {"startupProbe", "livenessProbe", "readinessProbe"}) {
            JsonNode asked = container.path(probe).path("httpGet");
            assertThat(asked.path("port").asString()).isEqualTo("management");
            assertThat(asked.path("path").asString())
                    .isEqualTo("/actuator/health/" + (probe.startsWith("readiness") ? "readiness" : "liveness"));
        }
        JsonNode start = container.path("startupProbe");
        assertThat(start.path("periodSeconds").asInt()
                        * start.path("failureThreshold").asInt())
                .as("longer than the gateway waits for its database")
                .isGreaterThan(60);
    }

    @Test
    void the_database_is_migrated_before_the_replicas_are_replaced() throws IOException {
        JsonNode job = chart.set("production").only("Job");

        assertThat(job.at("/metadata/annotations/" + Chart.HOOK.replace("/", "~1"))
                        .asString())
                .isEqualTo("pre-install,pre-upgrade");
        JsonNode pod = job.at("/spec/template/spec");
        assertThat(pod.at("/containers/0/command").toString())
                .isEqualTo(
                        "[\"java\",\"@/app/options\",\"-Dspring.context.exit=onRefresh\",\"-jar\",\"/app/tallyport.jar\"]");
        assertThat(pod.has("serviceAccountName"))
                .as("before the first install there is none")
                .isFalse();
        assertThat(pod.toString()).as("nor a ConfigMap").doesNotContain("configMap");
        assertThat(chart.with("{}").of("Job"))
                .as("SQLite is migrated at the start")
                .isEmpty();
        assertThat(chart.set("stateful").of("Job")).isEmpty();
    }

    @Test
    void the_journal_is_on_a_claim_or_in_the_pod() throws IOException {
        Manifests stateful = chart.set("stateful");
        JsonNode claim = stateful.workload().at("/spec/volumeClaimTemplates/0/spec");

        assertThat(claim.at("/resources/requests/storage").asString()).isEqualTo("20Gi");
        assertThat(claim.path("storageClassName").asString()).isEqualTo("fast");
        assertThat(stateful.workload()
                        .at("/spec/persistentVolumeClaimRetentionPolicy/whenScaled")
                        .asString())
                .isEqualTo("Retain");
        assertThat(stateful.named(
                                "Service",
                                stateful.workload().at("/spec/serviceName").asString())
                        .at("/spec/clusterIP")
                        .asString())
                .isEqualTo("None");
        assertThat(chart.set("production").pod().at("/spec/volumes").toString())
                .contains("{\"name\":\"data\",\"emptyDir\":{\"sizeLimit\":\"2Gi\"}}");
    }

    @Test
    void the_catalogue_of_the_values_is_what_the_application_reads() throws IOException {
        JsonNode tallyport = chart.set("everything").application().path("tallyport");

        assertThat(tallyport.at("/models/0/created").asString()).isEqualTo("1759104000");
        assertThat(tallyport.at("/models/0/prices/0/prompt").asString()).isEqualTo("0.0035");
        assertThat(tallyport.at("/models/0/targets/1/keys").asString()).isEqualTo("${SECOND_PROVIDER_KEYS}");
        assertThat(tallyport.at("/tenants/0/budgets/0/amount").asString()).isEqualTo("1000.00");
        assertThat(tallyport.at("/journal/fsync").asString()).isEqualTo("each");
    }
}
