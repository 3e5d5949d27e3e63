package io.github.tallyport.admin;

import io.github.tallyport.gateway.TestGateway;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that can be asked for, and how it is asked so that whoever may gets a 2xx.
 *
 * @param pattern of the route
 * @param path where {@code TENANT} and {@code KEY} stand for new ones
 * @param body where {@code NEW} stands for an id that is not taken
 */
record Endpoint(Door door, String method, String pattern, String path, String body) {
    /** Whose key it wants. */
    enum Door {
        OPERATOR,
        OPERATORS_WITHOUT_KEY,
        CLIENT,
        CLIENTS_WITHOUT_KEY
    }

    static final List<Endpoint> ALL = all();

    boolean onManagementPort() {
        return door == Door.OPERATOR || door == Door.OPERATORS_WITHOUT_KEY;
    }

    String name() {
        return method + " " + pattern;
    }

    private static List<Endpoint> all() {
        List<Endpoint> all = new ArrayList<>();
        for (String row : """
                POST /admin/v1/tenants {"id":"NEW"}
                GET /admin/v1/tenants
                GET /admin/v1/tenants/{id}
                PATCH /admin/v1/tenants/{id} {"name":"x"}
                POST /admin/v1/tenants/{id}/disable
                POST /admin/v1/tenants/{id}/enable
                POST /admin/v1/tenants/{id}/keys {"name":"x"}
                GET /admin/v1/tenants/{id}/keys
                POST /admin/v1/keys/hash
                DELETE /admin/v1/cache
                POST /admin/v1/explain {"secret":"sk-nobody","request":{}}
                GET /admin/v1/keys/{id}
                PATCH /admin/v1/keys/{id} {"name":"x"}
                DELETE /admin/v1/keys/{id}
                POST /admin/v1/keys/{id}/disable
                POST /admin/v1/keys/{id}/enable
                POST /admin/v1/keys/{id}/rotate
                GET /admin/v1/audit
                GET /admin/v1/usage
                GET /admin/v1/requests
                GET /admin/v1/ledger/verify
                GET /v1/organization/usage/completions?start_time=0
                GET /v1/organization/costs?start_time=0""".split("\n", -1)) {
            String[] parts = row.split(" ", 3);
            String id = parts[1].contains("/keys/{id}") ? "KEY" : "TENANT";
            String body = parts.length == 3 ? parts[2] : "";
            String pattern = parts[1].split("\\?", 2)[0];
            all.add(new Endpoint(Door.OPERATOR, parts[0], pattern, parts[1].replace("{id}", id), body));
        }
        for (String path : List.of(
                "/admin/v1/openapi.json",
                "/admin/v1/docs",
                "/admin/v1/docs/start.js",
                "/admin/v1/docs/swagger-ui-bundle.js",
                "/admin/v1/docs/swagger-ui.css",
                "/admin/v1/docs/favicon-32x32.png",
                "/actuator",
                "/actuator/health",
                "/actuator/info",
                "/actuator/prometheus",
                "/actuator/sbom")) {
            all.add(new Endpoint(Door.OPERATORS_WITHOUT_KEY, "GET", path, path, ""));
        }
        all.add(new Endpoint(
                Door.OPERATORS_WITHOUT_KEY, "GET", "/actuator/health/{*path}", "/actuator/health/liveness", ""));
        all.add(new Endpoint(
                Door.OPERATORS_WITHOUT_KEY, "GET", "/actuator/sbom/{id}", "/actuator/sbom/application", ""));
        for (String prefix : List.of("/v1", "/api/gpt/v1", "")) {
            String models = prefix + "/models";
            all.add(new Endpoint(Door.CLIENT, "GET", models, models, ""));
            all.add(new Endpoint(Door.CLIENT, "GET", prefix + "/usage", prefix + "/usage", ""));
            all.add(new Endpoint(Door.CLIENT, "GET", models + "/{*id}", models + "/" + TestGateway.MODEL, ""));
            String chat = prefix + "/chat/completions";
            all.add(new Endpoint(Door.CLIENT, "POST", chat, chat, TestGateway.HELLO));
        }
        all.add(new Endpoint(Door.CLIENTS_WITHOUT_KEY, "GET", "/health", "/health", ""));
        return List.copyOf(all);
    }
}
