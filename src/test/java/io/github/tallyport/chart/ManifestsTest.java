package io.github.tallyport.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything the chart renders is what Kubernetes takes. */
class ManifestsTest {
    private static final Set<String> OTHERS = Set.of("HTTPRoute", "ServiceMonitor", "PrometheusRule");

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

    @Test
    void a_strict_lint_finds_nothing() {
        LintResult lint = Chart.helm().lint().strict().call();

        assertThat(lint.getMessages()).isEmpty();
        assertThat(lint.isFailed()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void every_manifest_has_no_unknown_field_and_none_missing(String set) throws IOException {
        Set<String> names = new HashSet<>();
        for (JsonNode manifest : chart.set(set).all()) {
            String kind = manifest.path("kind").asString();
            if (KubernetesKinds.has(manifest)) {
                KubernetesKinds.read(manifest);
            } else {
                assertThat(kind).isIn(OTHERS);
            }
            String name = manifest.at("/metadata/name").asString();
            assertThat(name).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
            assertThat(names.add(kind + "/" + name)).as(kind + "/" + name).isTrue();
            assertThat(manifest.at("/metadata/labels/app.kubernetes.io~1instance")
                            .asString())
                    .isEqualTo("gate");
        }
    }

    @Test
    void the_reader_of_manifests_is_strict_to_the_depth() throws IOException {
        JsonNode workload = chart.set("production").workload();
        ObjectNode container = (ObjectNode) workload.at("/spec/template/spec/containers/0");
        container.put("imagePullPolice", "Always");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KubernetesKinds.read(workload))
                .withMessageContaining("imagePullPolice");

        container.remove("imagePullPolice");
        container.remove("name");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KubernetesKinds.read(workload))
                .withMessageContaining("name");
    }

    @Test
    void everything_on_has_every_kind() throws IOException {
        List<String> kinds = new ArrayList<>();
        chart.set("everything").all().forEach(one -> kinds.add(one.path("kind").asString()));

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "ConfigMap",
                        "Deployment",
                        "HTTPRoute",
                        "HorizontalPodAutoscaler",
                        "Ingress",
                        "Job",
                        "NetworkPolicy",
                        "Pod",
                        "PodDisruptionBudget",
                        "PrometheusRule",
                        "Service",
                        "Service",
                        "ServiceAccount",
                        "ServiceMonitor");
    }

    @ParameterizedTest
    @MethodSource("sets")
    void what_a_pod_mounts_it_has(String set) throws IOException {
        Manifests manifests = chart.set(set);
        Set<String> claims = new HashSet<>();
        manifests
                .workload()
                .at("/spec/volumeClaimTemplates")
                .forEach(claim -> claims.add(claim.at("/metadata/name").asString()));
        for (JsonNode pod : manifests.podSpecs()) {
            Set<String> volumes = new HashSet<>(claims);
            pod.path("volumes")
                    .forEach(volume -> volumes.add(volume.path("name").asString()));
            pod.at("/containers/0/volumeMounts")
                    .forEach(mount ->
                            assertThat(volumes).contains(mount.path("name").asString()));
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void services_find_the_gateway_and_nothing_else(String set) throws IOException {
        Manifests manifests = chart.set(set);
        JsonNode gateway = manifests.pod().at("/metadata/labels");
        for (JsonNode service : manifests.of("Service")) {
            JsonNode selector = service.at("/spec/selector");
            assertThat(contains(gateway, selector)).isTrue();
            Stream.concat(
                            manifests.of("Job").stream().map(job -> job.at("/spec/template")),
                            manifests.of("Pod").stream())
                    .forEach(other -> assertThat(contains(other.at("/metadata/labels"), selector))
                            .isFalse());
        }
        assertThat(contains(gateway, manifests.workload().at("/spec/selector/matchLabels")))
                .isTrue();
    }

    private static boolean contains(JsonNode labels, JsonNode selector) {
        return selector.propertyStream().allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
    }
}
