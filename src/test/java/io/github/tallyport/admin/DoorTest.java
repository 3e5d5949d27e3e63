package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who comes in, and what every answer has. */
class DoorTest extends InOneOffice {
    @Test
    void every_operator_has_a_key_of_its_own() {
        office.get(TENANTS).is(200);
        office.get(TENANTS, "Authorization", "Bearer " + Office.ALICE).is(200);
    }

    @Test
    void without_an_admin_key_the_answer_is_401_and_says_nothing_else() {
        for (String wrong : new String[] {
            "none", "Bearer", "Basic YTpi", "Bearer " + office.gateway().key()
        }) {
            Office.Answer answer = office.post(TENANTS + "?x=y", "not even JSON", "Authorization", wrong)
                    .is(401);
            assertThat(answer.code()).isEqualTo("invalid_admin_key");
            assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
            assertThat(answer.text()).doesNotContain(office.gateway().key());
        }
    }

    @Test
    void nothing_of_it_is_on_the_clients_port() {
        for (String path : new String[] {TENANTS, "/admin/v1/docs", "/admin/v1/openapi.json", "/admin"}) {
            HttpResponse<String> answer = office.gateway()
                    .send(HttpRequest.newBuilder(office.gateway().uri(path))
                            .header("Authorization", "Bearer " + Office.KEY));
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("\"unknown_url\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /admin/v1/nothing, 404",
        "GET, /admin/v1/tenants/, 404",
        "GET, /admin/v1/tenants/a/b, 404",
        "POST, /admin/v1/keys, 404",
        "GET, /admin/, 404",
        "DELETE, /admin/v1/tenants, 405",
        "PUT, /admin/v1/tenants/a, 405",
        "GET, /admin/v1/tenants/a/disable, 405",
        "POST, /admin/v1/audit, 405",
        "POST, /admin/v1/docs, 405"
    })
    void wrong_paths_and_methods_are_refused_in_the_envelope(String method, String path, int status) {
        Office.Answer answer = office.send(method, path, null).is(status);
        assertThat(answer.code()).isEqualTo(status == 404 ? "unknown_url" : null);
        assertThat(answer.message()).contains(method + (status == 404 ? " " : " on ") + path);
        assertThat(answer.header("allow") != null).isEqualTo(status == 405);
    }

    @Test
    void every_answer_has_an_id_and_is_kept_by_nobody() {
        for (String path : new String[] {TENANTS, TENANTS + "/nobody", "/admin/nowhere", "/admin/v1/docs"}) {
            Office.Answer answer = office.get(path, "X-Request-Id", "mine-1");
            assertThat(answer.header("x-request-id")).isEqualTo("mine-1");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
        }
        assertThat(office.get(TENANTS, "Authorization", "none").header("x-request-id"))
                .matches("req_[0-9a-f]{32}");
    }

    @Test
    void OPTIONS_says_the_methods_and_HEAD_is_GET_without_the_body() {
        assertThat(office.send("OPTIONS", TENANTS, null).is(204).header("allow"))
                .isEqualTo("GET, HEAD, POST, OPTIONS");
        Office.Answer head = office.send("HEAD", TENANTS, null).is(200);
        assertThat(head.text()).isEmpty();
        office.send("HEAD", TENANTS, null, "Authorization", "none").is(401);
    }

    @Test
    void a_page_of_another_origin_is_told_nothing() {
        assertThat(office.get(TENANTS, "Origin", "https://evil.example.com").header("access-control-allow-origin"))
                .isNull();
    }
}
