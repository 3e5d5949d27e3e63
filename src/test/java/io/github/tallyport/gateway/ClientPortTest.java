package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.Tallyport;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.Tenants;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything on the client port but chat completions, and what is on which port, through real sockets. */
@SpringBootTest(
        classes = Tallyport.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "tallyport.gateway.warm-up=0",
            "tallyport.key-pepper=a pepper of more than thirty-two characters",
            "TALLYPORT_UPSTREAM_API_KEYS=up-1"
        })
class ClientPortTest {
    @TempDir
    static Path data;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("tallyport.data-dir", data::toString);
    }

    @Autowired
    private Tenants tenants;

    @Autowired
    private Keys keys;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Test
    void health_needs_no_key() throws IOException {
        RawClient.Reply reply = get("/health");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"status\":\"ok\"}");
    }

    @TestFactory
    Stream<DynamicTest> any_other_path_is_404_in_the_envelope() {
        return Stream.of(
                        "/",
                        "/v1",
                        "/v1/completions",
                        "/v1/embeddings",
                        "/v1/responses",
                        "/v1/chat/completions/x",
                        "/V1/models",
                        "/v2/models",
                        "//v1/models",
                        "/v1/../v1/models",
                        "/v1%2Fmodels",
                        "/health/",
                        "/error",
                        "/favicon.ico",
                        "/index.html",
                        "/webjars/x",
                        "/actuator",
                        "/actuator/health",
                        "/actuator/prometheus",
                        "/admin/v1/tenants",
                        "/%00",
                        "/%C0%AF",
                        "/a;b=c")
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    RawClient.Reply reply = get(path + "?key=sk-secret", "Accept: text/event-stream");
                    assertThat(reply.status()).isEqualTo(404);
                    assertThat(reply.header("content-type")).isEqualTo("application/json");
                    assertThat(error(reply).get("code").asString()).isEqualTo("unknown_url");
                    assertThat(error(reply).get("message").asString())
                            .startsWith("Unknown request URL: GET " + path + ".");
                    assertThat(reply.text()).doesNotContain("sk-secret");
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/models, 'GET, HEAD, OPTIONS'",
        "DELETE, /v1/models/a/b, 'GET, HEAD, OPTIONS'",
        "TRACE, /health, 'GET, HEAD, OPTIONS'",
        "get, /health, 'GET, HEAD, OPTIONS'",
        "GET, /v1/chat/completions, 'POST, OPTIONS'",
        "BREW, /chat/completions, 'POST, OPTIONS'"
    })
    void a_wrong_method_is_405_and_told_which_are_right(String method, String path, String allow) throws IOException {
        RawClient.Reply reply = ask(RawClient.request(method, path, ""));
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo(allow);
        assertThat(error(reply).get("message").asString()).startsWith("Not allowed to " + method + " on " + path + ".");
        assertThat(error(reply).get("type").asString()).isEqualTo("invalid_request_error");
    }

    @Test
    void HEAD_is_GET_without_the_body() throws IOException {
        try (RawClient client = new RawClient(port)) {
            RawClient.Reply head =
                    client.send(RawClient.request("HEAD", "/health", "")).head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-length")).isEqualTo("15");
            assertThat(client.send(RawClient.request("HEAD", "/nowhere", ""))
                            .head()
                            .status())
                    .isEqualTo(404);
            assertThat(client.send(RawClient.request("GET", "/health", ""))
                            .reply()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void OPTIONS_says_the_methods_and_nothing_to_browsers_while_CORS_is_off() throws IOException {
        RawClient.Reply plain = ask(RawClient.request("OPTIONS", "/v1/models", ""));
        assertThat(plain.status()).isEqualTo(204);
        assertThat(plain.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        String[] browser = {"Origin: https://app.example.com", "Access-Control-Request-Method: POST"};
        RawClient.Reply preflight = ask(RawClient.request("OPTIONS", "/v1/chat/completions", "", browser));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control");
        assertThat(get("/health", browser[0]).header("access-control-allow-origin"))
                .isNull();
    }

    @Test
    void every_answer_has_an_id_and_the_time_it_took() throws IOException {
        for (String path : new String[] {"/health", "/v1/models", "/nowhere"}) {
            RawClient.Reply reply = get(path);
            assertThat(reply.headers("x-request-id")).singleElement().asString().matches("req_[0-9a-f]{32}");
            assertThat(reply.header("openai-processing-ms")).matches("\\d+");
        }
        assertThat(get("/health", "X-Request-Id: mine-1.a_B").header("x-request-id"))
                .isEqualTo("mine-1.a_B");
        assertThat(get("/health", "X-Request-Id: not mine").header("x-request-id"))
                .startsWith("req_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus",
                "/actuator/info"
            })
    void operators_have_a_port_of_their_own(String path) throws IOException {
        assertThat(ask(managementPort, RawClient.request("GET", path, "")).status())
                .isEqualTo(200);
        assertThat(get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models",
                "/models",
                "/health",
                "/",
                "/v1/chat/completions",
                "/actuatorx",
                "/actuator/nothing"
            })
    void nothing_for_clients_is_on_the_operators_port(String path) throws IOException {
        for (String method : new String[] {"GET", "POST", "OPTIONS"}) {
            RawClient.Reply reply = ask(managementPort, RawClient.request(method, path, "", bearer(AllowList.ALL)));
            assertThat(reply.status()).isEqualTo(404);
            assertThat(error(reply).get("code").asString()).isEqualTo("unknown_url");
        }
    }

    @Test
    void both_ports_read_HTTP_strictly() throws IOException {
        for (int each : new int[] {port, managementPort}) {
            assertThat(ask(each, "GET /health HTTP/1.1\r\n\r\n").status()).isEqualTo(400);
        }
    }

    private String bearer(AllowList models) {
        if (tenants.find("acme").isEmpty()) {
            tenants.create(NewTenant.of("acme", "Acme"));
        }
        return "Authorization: Bearer "
                + keys.issue("acme", new NewKey("test", Terms.allowing(models), null))
                        .secret();
    }

    private RawClient.Reply get(String path, String... headers) throws IOException {
        return ask(RawClient.request("GET", path, "", headers));
    }

    private RawClient.Reply ask(String request) throws IOException {
        return ask(port, request);
    }

    private static RawClient.Reply ask(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.send(request).reply();
        }
    }

    private static JsonNode error(RawClient.Reply reply) {
        JsonNode error = json(reply).get("error");
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        return error;
    }

    private static JsonNode json(RawClient.Reply reply) {
        return JsonMapper.shared().readTree(reply.body());
    }
}
