package io.github.tallyport.chart;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The kinds Kubernetes itself has, as its own description reads them: no unknown field, none missing. */
final class KubernetesKinds {
    private static final Map<String, Reader> READERS = Map.ofEntries(
            Map.entry("v1 ConfigMap", V1ConfigMap::validateJsonElement),
            Map.entry("v1 Pod", V1Pod::validateJsonElement),
            Map.entry("v1 Service", V1Service::validateJsonElement),
            Map.entry("v1 ServiceAccount", V1ServiceAccount::validateJsonElement),
            Map.entry("apps/v1 Deployment", V1Deployment::validateJsonElement),
            Map.entry("apps/v1 StatefulSet", V1StatefulSet::validateJsonElement),
            Map.entry("batch/v1 Job", V1Job::validateJsonElement),
            Map.entry("autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement),
            Map.entry("policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement),
            Map.entry("networking.k8s.io/v1 Ingress", V1Ingress::validateJsonElement));

    private KubernetesKinds() {}

    /** @throws IllegalArgumentException saying what is unknown, missing or of another type */
    static void read(JsonNode manifest) throws IOException {
        Reader reader = READERS.get(name(manifest));
        if (reader == null) {
            throw new IllegalArgumentException("Kubernetes has no " + name(manifest));
        }
        reader.read(JsonParser.parseString(manifest.toString()));
    }

    static boolean has(JsonNode manifest) {
        return READERS.containsKey(name(manifest));
    }

    private static String name(JsonNode manifest) {
        return manifest.path("apiVersion").asString() + " "
                + manifest.path("kind").asString();
    }

    private interface Reader {
        void read(JsonElement manifest) throws IOException;
    }
}
