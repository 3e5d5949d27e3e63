package io.github.tallyport.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the chart rendered.
 *
 * @param text as it came
 * @param all one for each document
 */
record Manifests(String text, List<JsonNode> all) {
    List<JsonNode> of(String kind) {
        return all.stream()
                .filter(one -> one.path("kind").asString().equals(kind))
                .toList();
    }

    JsonNode only(String kind) {
        assertThat(of(kind)).as(kind).hasSize(1);
        return of(kind).getFirst();
    }

    JsonNode named(String kind, String name) {
        return of(kind).stream()
                .filter(one -> one.at("/metadata/name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    /** The Deployment or StatefulSet. */
    JsonNode workload() {
        return of("Deployment").isEmpty() ? only("StatefulSet") : only("Deployment");
    }

    /** Of the gateway. */
    JsonNode pod() {
        return workload().at("/spec/template");
    }

    /** Of the gateway, a migration and the test: everything that runs. */
    List<JsonNode> podSpecs() {
        return all.stream()
                .map(one ->
                        one.path("kind").asString().equals("Pod") ? one.path("spec") : one.at("/spec/template/spec"))
                .filter(JsonNode::isObject)
                .toList();
    }

    /** What the application reads. */
    JsonNode application() {
        return Chart.yaml(named("ConfigMap", workload().at("/metadata/name").asString())
                .at("/data/application.yaml")
                .asString());
    }
}
