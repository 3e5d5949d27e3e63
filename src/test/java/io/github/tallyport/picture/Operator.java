package io.github.tallyport.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes tenants and keys, and changes them. */
record Operator(HttpClient http, int managementPort) {
    /** @param more members, each with a comma before it */
    void tenant(String id, String more) throws IOException, InterruptedException {
        ask("POST", "tenants", "{\"id\":\"%s\",\"name\":\"%s\"%s}".formatted(id, id, more));
    }

    /** Id and secret. */
    JsonNode key(String tenant, String more) throws IOException, InterruptedException {
        return ask("POST", "tenants/" + tenant + "/keys", "{\"name\":\"app\"" + more + "}");
    }

    void rename(String key, String name) throws IOException, InterruptedException {
        ask("PATCH", "keys/" + key, "{\"name\":\"" + name + "\"}");
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + managementPort + "/admin/v1/" + path);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + Replicas.ADMIN_KEY)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }
}
