package io.github.tallyport.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Values that would lose, miscount, show a secret or mean nothing, and the words they are refused with. */
class RefusalsTest {
    /** Whose content is the application's or the scheduler's to judge. */
    private static final Set<String> FREE = Set.of(
            "/properties/config/properties/models/items",
            "/properties/config/properties/tenants/items",
            "/properties/config/properties/properties",
            "/properties/affinity/properties/nodeAffinity",
            "/properties/affinity/properties/podAffinity",
            "/properties/affinity/properties/podAntiAffinity",
            "/properties/global");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # what the schema knows
        {replicaCount: 3}                                      | additional properties 'replicaCount' not allowed
        {workload: {replica: 3}}                               | additional properties 'replica' not allowed
        {workload: {kind: DaemonSet}}                          | value must be one of 'StatefulSet', 'Deployment'
        {workload: {replicas: two}}                            | got string, want integer
        {workload: {replicas: -1}}                             | minimum: got -1, want 0
        {image: {tag: "a b"}}                                  | does not match pattern
        {image: {digest: latest}}                              | does not match pattern
        {drain: {timeout: 0}}                                  | minimum: got 0, want 1
        {drain: {timeout: 30s}}                                | got string, want integer
        {streamTimeout: 60}                                    | minimum: got 60, want 600
        {resources: {limits: {memory: lots}}}                  | does not match pattern
        {resources: {limits: {gpu: 1}}}                        | additional properties 'gpu' not allowed
        {jvm: {options: ["Xmx1g"]}}                            | does not match pattern
        {service: {management: {type: LoadBalancer}}}          | additional properties 'type' not allowed
        {secrets: {adminKey: sk-admin}}                        | got string, want object
        {secrets: {adminKey: {value: sk-admin}}}               | additional properties 'value' not allowed
        {database: {url: "jdbc:mysql://db/x"}}                 | does not match pattern
        {database: {url: "jdbc:postgresql://me:pw@db/x"}}      | does not match pattern
        {database: {url: "jdbc:postgresql://db/x?password=p"}} | 'not' failed
        {upstream: {baseUrl: "https://me:pw@host/v1"}}         | does not match pattern
        {environment: [{name: MY_API_KEY, value: sk-one}]}     | 'not' failed
        {networkPolicy: {monitoring: [{pods: x}]}}             | additional properties 'pods' not allowed
        {networkPolicy: {monitoring: [{}]}}                    | minProperties
        {podAnnotations: {a: 1}}                               | got number, want string
        {autoscaling: {cpu: 700}}                              | maximum: got 700, want 100
        {httpRoute: {parentRefs: [{namespace: x}]}}            | missing property 'name'
        {ingress: {hosts: [{host: "LLM example"}]}}            | does not match pattern
        # what only the whole of the values tells
        {workload: {replicas: 3}}                              | 3 replicas want a PostgreSQL database
        {autoscaling: {enabled: true}}                         | 6 replicas want a PostgreSQL database
        {workload: {replicas: 2}, database: {url: "jdbc:postgresql://db/x"}} | limits and budgets are exact on one replica only
        {workload: {kind: Deployment}}                         | it would be lost with the pod
        {secrets: {keyPepper: {key: ""}}}                      | secrets.keyPepper.key is empty
        {secrets: {upstreamApiKeys: {key: ""}}}                | secrets.upstreamApiKeys.key is empty
        {secrets: {existingSecret: ""}}                        | has a key but no Secret
        {secrets: {databaseUrl: {key: a}}, database: {url: "jdbc:postgresql://db/x"}} | which of them is meant
        {ingress: {enabled: true}}                             | ingress.hosts is empty
        {httpRoute: {enabled: true}}                           | httpRoute.parentRefs is empty
        {config: {properties: {tallyport: {key-pepper: abc}}}} | a secret in the clear, tallyport.key-pepper
        {config: {properties: {tallyport: {admin: {key: abc}}}}} | a secret in the clear, tallyport.admin.key
        {config: {properties: {tallyport: {admin: {more-keys: {bob: abc}}}}}} | a secret in the clear, tallyport.admin.more-keys
        {config: {properties: {tallyport: {database: {password: abc}}}}} | a secret in the clear, tallyport.database.password
        {config: {properties: {tallyport: {database: {password: "${X:abc}"}}}}} | a secret in the clear, tallyport.database.password
        {config: {properties: {tallyport: {redis: {url: "redis://u:p@h"}}}}} | a secret in the clear, tallyport.redis.url
        {config: {properties: {tallyport: {keyPepper: abc}}}}  | a secret in the clear, tallyport.keyPepper
        {config: {properties: {server: {ssl: {key-store-password: abc}}}}} | a secret in the clear, server.ssl.key-store-password
        {config: {properties: {tallyport.key-pepper: abc}}}    | write properties as nested maps
        {config: {properties: {tallyport: {models: []}}}}      | give them as config.models
        {config: {models: [{id: a, targets: [{keys: sk-one}]}]}} | a secret in the clear, models.a.keys
        {config: {models: [{id: a, targets: [{keys: ["${A}", sk-one]}]}]}} | a secret in the clear, models.a.keys
        """)
    void wrong_values_are_refused_in_words(String values, String words) throws IOException {
        Chart chart = new Chart(directory);

        assertThatIllegalStateException()
                .isThrownBy(() -> chart.with(values))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {workload: {replicas: 2, inexactLimits: true}, database: {url: "jdbc:postgresql://db/x"}}
        {workload: {kind: Deployment, forgetfulDatabase: true}}
        {autoscaling: {enabled: true, minReplicas: 1, maxReplicas: 1}}
        {global: {imageRegistry: somewhere}}
        {config: {properties: {tallyport: {keys: {known: 10}, sandbox: {first-token: 1ms}, admin: {key: "${MINE}"}}}}}
        """)
    void what_is_accepted_explicitly_is_not_refused(String values) throws IOException {
        assertThat(new Chart(directory).with(values).all()).isNotEmpty();
    }

    @Test
    void every_object_of_the_schema_is_closed() throws IOException {
        List<String> open = new ArrayList<>();
        findOpen(Chart.json(Chart.HOME.resolve("values.schema.json")), "", open);

        assertThat(open).containsExactlyInAnyOrderElementsOf(FREE);
    }

    private static void findOpen(JsonNode node, String path, List<String> open) {
        if (node.path("type").asString("").equals("object")
                && (node.path("additionalProperties").isMissingNode()
                        || node.path("additionalProperties").asBoolean(false))) {
            open.add(path);
        }
        node.propertyStream().forEach(one -> findOpen(one.getValue(), path + "/" + one.getKey(), open));
    }

    @Test
    void every_value_of_the_schema_has_its_default_and_its_place_in_the_readme() throws IOException {
        JsonNode schema = Chart.json(Chart.HOME.resolve("values.schema.json"));
        JsonNode values = Chart.yaml(Chart.HOME.resolve("values.yaml"));
        String readme = Files.readString(Chart.HOME.resolve("README.md"));

        schema.path("properties").propertyNames().stream()
                .filter(name -> !name.equals("global"))
                .forEach(name -> {
                    assertThat(values.has(name)).as(name).isTrue();
                    assertThat(readme).contains("`" + name);
                });
    }
}
