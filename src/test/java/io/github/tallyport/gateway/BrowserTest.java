package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.Tallyport;
import io.github.tallyport.upstream.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The gateway with CORS on, as a browser sees it. */
@SpringBootTest(
        classes = Tallyport.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "tallyport.gateway.warm-up=0",
            "tallyport.key-pepper=a pepper of more than thirty-two characters",
            "TALLYPORT_UPSTREAM_API_KEYS=up-1",
            "tallyport.cors.allowed-origins=https://app.example.com"
        })
class BrowserTest {
    private static final String APP = "Origin: https://app.example.com";
    private static final String WANTS = "Access-Control-Request-Method: POST";

    @TempDir
    static Path data;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("tallyport.data-dir", data::toString);
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Test
    void a_preflight_is_answered_before_anyone_asks_for_a_key() throws IOException {
        RawClient.Reply reply = ask(port, RawClient.request("OPTIONS", "/v1/chat/completions", "", APP, WANTS));
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.headers("access-control-allow-origin")).containsExactly("https://app.example.com");
        assertThat(reply.header("access-control-allow-headers")).contains("authorization");
    }

    @Test
    void errors_can_be_read_too() throws IOException {
        RawClient.Reply reply = ask(port, RawClient.request("GET", "/v1/models", "", APP));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers("access-control-allow-origin")).containsExactly("https://app.example.com");
        assertThat(reply.header("access-control-expose-headers")).contains("x-request-id");
    }

    @Test
    void another_page_is_not_allowed() throws IOException {
        RawClient.Reply reply =
                ask(port, RawClient.request("OPTIONS", "/v1/models", "", "Origin: https://evil.example.com", WANTS));
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("access-control-allow-origin")).isNull();
    }

    @Test
    void no_page_is_allowed_on_the_operators_port() throws IOException {
        for (String path : new String[] {"/v1/models", "/actuator/health", "/admin/v1/tenants"}) {
            for (String method : new String[] {"OPTIONS", "GET"}) {
                RawClient.Reply reply = ask(managementPort, RawClient.request(method, path, "", APP, WANTS));
                assertThat(reply.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-allow-origin");
            }
        }
    }

    private static RawClient.Reply ask(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.send(request).reply();
        }
    }
}
