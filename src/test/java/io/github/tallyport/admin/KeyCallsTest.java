package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.KEYS;
import static io.github.tallyport.admin.Office.MODEL;
import static io.github.tallyport.admin.Office.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Keys as operators handle them, and what clients with those keys then see. */
class KeyCallsTest extends InOneOffice {

    @BeforeAll
    static void start() {
        office.tenant("keys", "");
    }

    @Test
    void a_key_is_issued_its_secret_shown_once_and_let_in() {
        Office.Answer made =
                office.post(TENANTS + "/keys/keys", """
                {"name":"ci","expires_at":"2099-01-01T08:00:00+08:00","models":["%s"],\
                "limits":{"concurrent_requests":2},"budgets":[{"period":"total","amount":"1"}]}""".formatted(MODEL)).is(201);
        String id = made.string("id");
        String secret = made.string("secret");
        assertThat(made.header("location")).isEqualTo(KEYS + "/" + id);
        assertThat(secret).startsWith("sk-tally-" + id + "-");
        assertThat(made.json().toString())
                .isEqualTo("""
                {"id":"%s","tenant":"keys","name":"ci","secret":"%s","redacted":"%s","status":"active","models":["%s"],\
                "limits":{"concurrent_requests":2},"budgets":[{"period":"total","amount":"1.00"}],\
                "expires_at":"2099-01-01T00:00:00Z","disabled_at":null,"created_at":"%s","last_used_at":null,"version":1,\
                "declared":false}""".formatted(id, secret, made.string("redacted"), MODEL, made.string("created_at")));
        Office.Answer shown = office.get(KEYS + "/" + id).is(200);
        assertThat(shown.tag()).isEqualTo("\"1\"");
        assertThat(shown.text()).isEqualTo(made.text().replace("\"secret\":\"" + secret + "\",", ""));
        assertThat(office.chat(secret)).isEqualTo(200);
    }

    @Test
    void a_key_is_listed_with_its_tenant_and_without_its_secret() {
        office.tenant("lister", "");
        String first = office.key("lister", "").string("id");
        String second = office.key("lister", "").string("id");
        JsonNode page = office.get(TENANTS + "/lister/keys?limit=1").is(200).json();
        assertThat(page.required("has_more").booleanValue()).isTrue();
        JsonNode rest = office.get(
                        TENANTS + "/lister/keys?after=" + page.required("next").stringValue())
                .is(200)
                .json();
        assertThat(rest.required("has_more").booleanValue()).isFalse();
        assertThat(new String[] {
                    page.at("/data/0/id").stringValue(), rest.at("/data/0/id").stringValue()
                })
                .containsExactlyInAnyOrder(first, second);
        assertThat(page + " " + rest).doesNotContain("\"secret\"");
    }

    @Test
    void disabled_it_is_let_in_nowhere_and_enabled_it_is_again() {
        Office.Answer key = office.key("keys", "");
        String path = KEYS + "/" + key.string("id");
        assertThat(office.chat(key.string("secret"))).isEqualTo(200);
        assertThat(office.post(path + "/disable").is(200).string("status")).isEqualTo("disabled");
        within(() -> office.chat(key.string("secret")) == 401);
        assertThat(office.post(path + "/enable").is(200).string("status")).isEqualTo("active");
        within(() -> office.chat(key.string("secret")) == 200);
    }

    @Test
    void a_disabled_tenant_takes_all_its_keys_along() {
        office.tenant("closed", "");
        String secret = office.key("closed", "").string("secret");
        assertThat(office.chat(secret)).isEqualTo(200);
        office.post(TENANTS + "/closed/disable").is(200);
        within(() -> office.chat(secret) == 401);
    }

    @Test
    void deleted_it_is_gone_for_ever() {
        Office.Answer key = office.key("keys", "");
        String path = KEYS + "/" + key.string("id");
        assertThat(office.chat(key.string("secret"))).isEqualTo(200);
        assertThat(office.send("DELETE", path, null).is(200).text())
                .isEqualTo("{\"id\":\"" + key.string("id") + "\",\"deleted\":true}");
        within(() -> office.chat(key.string("secret")) == 401);
        for (String[] call : new String[][] {
            {"GET", ""}, {"PATCH", ""}, {"DELETE", ""}, {"POST", "/disable"}, {"POST", "/enable"}, {"POST", "/rotate"}
        }) {
            Office.Answer answer = office.send(call[0], path + call[1], call[0].equals("PATCH") ? "{}" : null);
            assertThat(answer.is(404).code()).isEqualTo("key_not_found");
        }
    }

    @Test
    void rotated_it_has_another_secret_and_the_old_one_lives_as_long_as_the_grace() {
        Office.Answer key = office.key("keys", "");
        String path = KEYS + "/" + key.string("id");
        Office.Answer graceful =
                office.post(path + "/rotate", "{\"grace\":\"PT24H\"}").is(200);
        assertThat(graceful.tag()).isEqualTo("\"2\"");
        assertThat(graceful.string("secret"))
                .startsWith("sk-tally-" + key.string("id") + "-")
                .isNotEqualTo(key.string("secret"));
        assertThat(office.chat(graceful.string("secret"))).isEqualTo(200);
        assertThat(office.chat(key.string("secret"))).isEqualTo(200);
        Office.Answer abrupt = office.post(path + "/rotate").is(200);
        assertThat(office.chat(abrupt.string("secret"))).isEqualTo(200);
        within(() -> office.chat(graceful.string("secret")) == 401);
        within(() -> office.chat(key.string("secret")) == 401);
        assertThat(office.get(path).is(200).string("redacted")).isEqualTo(abrupt.string("redacted"));
    }

    @Test
    void an_expired_key_says_so_and_can_still_be_changed() {
        Office.Answer key = office.key("keys", "");
        String path = KEYS + "/" + key.string("id");
        assertThat(office.patch(path, "{\"expires_at\":\"2020-01-01T00:00:00Z\"}")
                        .is(200)
                        .string("status"))
                .isEqualTo("expired");
        assertThat(office.chat(key.string("secret"))).isEqualTo(401);
        assertThat(office.patch(path, "{\"name\":\"old\"}").is(200).string("expires_at"))
                .isEqualTo("2020-01-01T00:00:00Z");
        assertThat(office.patch(path, "{\"expires_at\":null}").is(200).string("status"))
                .isEqualTo("active");
    }

    @Test
    void a_key_can_only_narrow_its_tenant() {
        office.tenant("narrow", "\"models\":[]");
        String secret = office.key("narrow", "\"models\":[\"" + MODEL + "\"]").string("secret");
        assertThat(office.chat(secret)).isEqualTo(403);
        office.patch(TENANTS + "/narrow", "{\"models\":null}").is(200);
        within(() -> office.chat(secret) == 200);
    }

    /** What operators do is done everywhere two seconds later. */
    private static void within(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(2));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
        }
    }
}
