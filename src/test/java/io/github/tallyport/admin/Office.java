package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.audit.AuditLog;
import io.github.tallyport.books.Reports;
import io.github.tallyport.books.Verification;
import io.github.tallyport.cache.Purges;
import io.github.tallyport.catalogue.Catalogue;
import io.github.tallyport.edge.RequestId;
import io.github.tallyport.explain.Explainer;
import io.github.tallyport.gateway.TestGateway;
import io.github.tallyport.operators.Operators;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.Tenants;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole gateway, and an operator who asks it for things. */
final class Office implements AutoCloseable {
    static final String KEY = "sk-admin-canary-0123456789abcdef";
    static final String ALICE = "sk-admin-canary-alice-0123456789abcdef";
    static final String TENANTS = "/admin/v1/tenants";
    static final String KEYS = "/admin/v1/keys";
    static final String MODEL = TestGateway.MODEL;

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        String string(String member) {
            return json().required(member).stringValue();
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        String tag() {
            return response.headers().firstValue("etag").orElseThrow();
        }

        /** Of an error: its path and code. */
        @Nullable
        String param() {
            return error().required("param").stringValue(null);
        }

        @Nullable
        String code() {
            return error().required("code").stringValue(null);
        }

        String message() {
            return error().required("message").stringValue();
        }

        Answer is(int status) {
            assertThat(status()).as(text()).isEqualTo(status);
            return this;
        }

        private JsonNode error() {
            JsonNode error = json().required("error");
            assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
            return error;
        }
    }

    private final TestGateway gateway;
    private int prepared;

    private Office(TestGateway gateway) {
        this.gateway = gateway;
    }

    /** @param properties as {@code name=value}, on top of two operators' keys */
    static Office open(String... properties) {
        String[] all = Arrays.copyOf(properties, properties.length + 2);
        all[properties.length] = "TALLYPORT_ADMIN_KEY=" + KEY;
        all[properties.length + 1] = "tallyport.admin.more-keys.alice=" + ALICE;
        return new Office(TestGateway.start(all));
    }

    TestGateway gateway() {
        return gateway;
    }

    /** The routes as the management context has them: made the same way, of the same rooms. */
    RouterFunction<ServerResponse> routes() {
        AdminConfiguration configuration = new AdminConfiguration();
        Operations operations = configuration.adminOperations(
                gateway.bean(Tenants.class),
                gateway.bean(Keys.class),
                gateway.bean(Catalogue.class),
                gateway.bean(TransactionOperations.class),
                gateway.bean(AuditLog.class),
                gateway.bean(Reports.class),
                gateway.bean(Verification.class),
                gateway.bean(Explainer.class),
                gateway.bean(Purges.class),
                new DefaultListableBeanFactory().getBeanProvider(Clock.class));
        try (Desk desk = new Desk()) {
            return configuration.adminRoutes(
                    operations, gateway.bean(Operators.class), desk, gateway.bean(RequestId.class));
        }
    }

    /** As {@code GET /admin/v1/tenants}: what {@code OPTIONS} says of every path the routes have, but for the pages. */
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        for (String path : RoutePaths.of(routes())) {
            if (!path.equals(Pages.DESCRIPTION) && !path.startsWith(Pages.PAGE) && !path.endsWith("/**")) {
                String allow =
                        send("OPTIONS", path.replace("{id}", "x"), null).is(204).header("allow");
                Stream.of(String.valueOf(allow).split(", ", -1))
                        .filter(method -> !method.equals("HEAD") && !method.equals("OPTIONS"))
                        .forEach(method -> all.add(method + " " + path));
            }
        }
        return all;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + gateway.managementPort() + path);
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer post(String path) {
        return send("POST", path, null);
    }

    Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    /** With the admin key, unless another {@code Authorization} is among the headers: names and values in turn. */
    Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + KEY)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return new Answer(gateway.send(request));
    }

    /** A new tenant of that id, with these further members. */
    Answer tenant(String id, String more) {
        return post(TENANTS, "{\"id\":\"" + id + "\"" + (more.isEmpty() ? "" : "," + more) + "}")
                .is(201);
    }

    /** A new key of that tenant, with these further members. */
    Answer key(String tenant, String more) {
        return post(TENANTS + "/" + tenant + "/keys", "{\"name\":\"ci\"" + (more.isEmpty() ? "" : "," + more) + "}")
                .is(201);
    }

    /** The path with a new tenant in the place of {@code TENANT}, and a new key in the place of {@code KEY}. */
    String prepared(String path) {
        if (!path.contains("TENANT") && !path.contains("KEY")) {
            return path;
        }
        String tenant = "prepared-" + ++prepared;
        tenant(tenant, "");
        return path.replace("TENANT", tenant).replace("KEY", key(tenant, "").string("id"));
    }

    /** Status of a chat with that key on the client port. */
    int chat(String secret) {
        return gateway.send(gateway.chatRequest(TestGateway.HELLO).setHeader("Authorization", "Bearer " + secret))
                .statusCode();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
