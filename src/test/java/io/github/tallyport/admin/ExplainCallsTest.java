package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExplainCallsTest extends InOneOffice {
    private static final String EXPLAIN = "/admin/v1/explain";
    private static final String CHAT =
            "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void a_request_within_its_limits_is_told_what_it_would_reserve_and_where_it_would_go() {
        office.tenant("asker", """
                "limits":{"requests_per_minute":60,"tokens_per_minute":100000,"concurrent_requests":2},
                "budgets":[{"period":"total","amount":"1"}]""");
        String key = key("asker");

        JsonNode told = explained(key, CHAT + ",\"max_tokens\":100}");

        assertThat(told.required("sent").booleanValue()).isTrue();
        assertThat(told.required("findings").isEmpty()).isTrue();
        assertThat(told.required("tenant").stringValue()).isEqualTo("asker");
        assertThat(told.required("key").stringValue()).isEqualTo(key);
        assertThat(told.required("model").stringValue()).isEqualTo(MODEL);
        assertThat(told.required("max_tokens").longValue()).isEqualTo(100);
        assertThat(told.required("reserved").required("completion_tokens").longValue())
                .isEqualTo(100);
        assertThat(told.required("reserved").required("cost").stringValue()).startsWith("0.000");
        assertThat(told.required("target").stringValue()).isNotEmpty();
        assertThat(told.required("limits").toString()).isEqualTo("""
                        [{"scope":"tenant","limit":"concurrent_requests","amount":"2","left":"2"},\
                        {"scope":"tenant","limit":"requests_per_minute","amount":"60","left":"60","full":"PT0S"},\
                        {"scope":"tenant","limit":"tokens_per_minute","amount":"100000","left":"100000","full":"PT0S"},\
                        {"scope":"tenant","limit":"budget","window":"total","amount":"1.00","left":"1.00"}]""");
        assertThat(explained(key, CHAT + ",\"max_tokens\":100}").required("limits"))
                .as("asking takes nothing")
                .isEqualTo(told.required("limits"));
    }

    @Test
    void what_the_cache_would_do_is_told() {
        office.tenant("remembers", "\"cache\":\"all\"");
        office.tenant("forgets", "\"cache\":\"off\"");
        JsonNode told = explained(key("remembers"), CHAT + "}");
        assertThat(told.required("cache").stringValue()).isEqualTo("miss");
        assertThat(told.required("cache_key").stringValue()).matches("t:remembers\\|" + MODEL + "\\|.*\\|[0-9a-f]{64}");
        assertThat(explained(key("remembers"), CHAT + ",\"user\":\"me\"}").required("cache_key"))
                .isEqualTo(told.required("cache_key"));
        assertThat(explained(key("forgets"), CHAT + ",\"temperature\":0}")
                        .required("cache")
                        .stringValue())
                .isEqualTo("bypass");
    }

    @Test
    void a_budget_that_cannot_pay_all_shortens_the_answer_or_refuses_as_the_tenant_wants() {
        String budget = "\"budgets\":[{\"period\":\"day\",\"amount\":\"0.01\"}]";
        office.tenant("clamps", budget);
        office.tenant("refuses", budget + ",\"on_low_budget\":\"refuse\"");
        String much = CHAT + ",\"max_tokens\":100000}";

        JsonNode shortened = explained(key("clamps"), much);
        assertThat(shortened.required("sent").booleanValue()).isTrue();
        assertThat(shortened.required("max_tokens").longValue()).isBetween(1L, 99_999L);

        JsonNode finding = finding(explained(key("refuses"), much));
        assertThat(finding.required("status").longValue()).isEqualTo(429);
        assertThat(finding.required("code").stringValue()).isEqualTo("insufficient_quota");
    }

    @Test
    void what_is_wrong_is_told_as_the_client_would_be() {
        office.tenant("wrong", "");
        String key = key("wrong");
        JsonNode finding = finding(explained(key, CHAT + ",\"temperature\":3}"));
        assertThat(finding.required("status").longValue()).isEqualTo(400);
        assertThat(finding.required("param").stringValue()).isEqualTo("temperature");
        JsonNode unknown = explained(key, CHAT.replace(MODEL, "gpt-9") + "}");
        assertThat(finding(unknown).required("code").stringValue()).isEqualTo("model_not_found");
        assertThat(unknown.required("model").isNull()).isTrue();
        office.post("/admin/v1/keys/" + key + "/disable").is(200);
        assertThat(finding(explained(key, CHAT + "}")).required("status").longValue())
                .isEqualTo(401);
    }

    @Test
    void a_secret_does_as_well_and_is_not_repeated() {
        office.tenant("secretive", "");
        String secret = issued("secretive").required("secret").stringValue();
        Office.Answer answer = office.post(EXPLAIN, "{\"secret\":\"" + secret + "\",\"request\":" + CHAT + "}}")
                .is(200);
        assertThat(answer.json().required("tenant").stringValue()).isEqualTo("secretive");
        assertThat(answer.json().toString()).doesNotContain(secret);
        Office.Answer wrong = office.post(EXPLAIN, "{\"secret\":\"sk-nobody\",\"request\":" + CHAT + "}}")
                .is(200);
        assertThat(finding(wrong.json()).required("status").longValue()).isEqualTo(401);
    }

    @Test
    void a_question_names_one_key_that_there_is() {
        assertThat(office.post(EXPLAIN, "{\"request\":{}}").is(400).param()).isEqualTo("key_id");
        assertThat(office.post(EXPLAIN, "{\"key_id\":\"a\",\"secret\":\"b\",\"request\":{}}")
                        .is(400)
                        .param())
                .isEqualTo("secret");
        assertThat(office.post(EXPLAIN, "{\"key_id\":\"a\"}").is(400).param()).isEqualTo("request");
        assertThat(office.post(EXPLAIN, "{\"key_id\":\"nobody\",\"request\":{}}")
                        .is(404)
                        .code())
                .isEqualTo("key_not_found");
    }

    private static JsonNode explained(String key, String chat) {
        return office.post(EXPLAIN, "{\"key_id\":\"" + key + "\",\"request\":" + chat + "}")
                .is(200)
                .json();
    }

    private static JsonNode finding(JsonNode told) {
        assertThat(told.required("sent").booleanValue()).isFalse();
        return told.required("findings").required(0);
    }

    private static String key(String tenant) {
        return issued(tenant).required("id").stringValue();
    }

    private static JsonNode issued(String tenant) {
        return office.post("/admin/v1/tenants/" + tenant + "/keys", "{\"name\":\"ci\"}")
                .is(201)
                .json();
    }
}
