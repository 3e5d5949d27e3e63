package io.github.tallyport.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the promises about running it come to around the pods: who reaches, scales and watches them. */
class SurroundingsTest {
    @TempDir
    Path directory;

    private Chart chart;

    @BeforeEach
    void copyChart() throws IOException {
        chart = new Chart(directory);
    }

    @Test
    void nobody_reaches_the_management_port_unless_named() throws IOException {
        assertThat(chart.with("{}").only("NetworkPolicy").at("/spec/ingress").toString())
                .doesNotContain("management");

        JsonNode management = chart.set("everything")
                .only("NetworkPolicy")
                .at("/spec/ingress")
                .get(1);

        assertThat(management.at("/ports/0/port").asString()).isEqualTo("management");
        assertThat(management.path("from")).hasSize(2);
    }

    @Test
    void proxies_wait_for_streams_and_do_not_hold_them_back() throws IOException {
        Manifests manifests = chart.set("everything");
        JsonNode ingress = manifests.only("Ingress").at("/metadata/annotations");
        String nginx = "nginx.ingress.kubernetes.io/proxy-";

        assertThat(ingress.path(nginx + "read-timeout").asString()).isEqualTo("900");
        assertThat(ingress.path(nginx + "send-timeout").asString()).isEqualTo("900");
        assertThat(ingress.path(nginx + "buffering").asString()).isEqualTo("off");
        assertThat(ingress.path(nginx + "body-size").asString())
                .as("what the values say wins")
                .isEqualTo("16m");
        JsonNode route = manifests.only("HTTPRoute").at("/spec/rules/0");
        assertThat(route.at("/timeouts/request").asString()).isEqualTo("900s");
        assertThat(route.at("/timeouts/backendRequest").asString()).isEqualTo("900s");
        assertThat(route.at("/backendRefs/0/name").asString()).isEqualTo("llm");
        assertThat(route.at("/backendRefs/0/port").asInt()).isEqualTo(80);
        assertThat(chart.set("gateway-api")
                        .only("HTTPRoute")
                        .at("/spec/rules/0/timeouts/request")
                        .asString())
                .isEqualTo("660s");
    }

    @Test
    void an_autoscaler_alone_says_how_many_there_are() throws IOException {
        Manifests manifests = chart.set("everything");
        JsonNode scaler = manifests.only("HorizontalPodAutoscaler").path("spec");

        assertThat(manifests.workload().at("/spec/replicas").isMissingNode()).isTrue();
        assertThat(scaler.at("/scaleTargetRef/kind").asString()).isEqualTo("Deployment");
        assertThat(scaler.at("/scaleTargetRef/name").asString()).isEqualTo("llm");
        assertThat(scaler.at("/metrics/1/pods/metric/name").asString()).isEqualTo("tallyport_in_flight");
    }

    @Test
    void the_monitor_finds_the_management_service_only() throws IOException {
        Manifests manifests = chart.set("production");
        JsonNode wanted = manifests.only("ServiceMonitor").at("/spec/selector/matchLabels");

        assertThat(manifests.of("Service").stream()
                        .filter(service -> wanted.propertyStream()
                                .allMatch(label -> label.getValue()
                                        .equals(service.at("/metadata/labels").get(label.getKey())))))
                .singleElement()
                .satisfies(service ->
                        assertThat(service.at("/spec/ports/0/name").asString()).isEqualTo("management"));
    }

    @Test
    void alerts_can_be_left_out_and_the_dashboard_arrives_whole() throws IOException {
        Manifests manifests = chart.set("everything");

        assertThat(manifests.only("PrometheusRule").toString())
                .contains("TallyportUpstreamDown")
                .doesNotContain("TallyportCallerErrors");
        assertThat(Chart.yaml(manifests
                        .named("ConfigMap", "llm-dashboard")
                        .at("/data/tallyport.json")
                        .asString()))
                .isEqualTo(Chart.json(Chart.HOME.resolve("files/dashboard.json")));
    }
}
