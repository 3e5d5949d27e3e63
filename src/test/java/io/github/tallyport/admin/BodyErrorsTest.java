package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.KEYS;
import static io.github.tallyport.admin.Office.MODEL;
import static io.github.tallyport.admin.Office.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.upstream.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not fit is refused with its path, and changes nothing. */
class BodyErrorsTest extends InOneOffice {
    private static String key;

    @BeforeAll
    static void start() {
        office.tenant("there", "");
        key = office.key("there", "").string("id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|id|missing_required_parameter",
                "{\"id\":\"UPPER\"}|id|invalid_value",
                "{\"id\":\"-a\"}|id|invalid_value",
                "{\"id\":\"\"}|id|empty_string",
                "{\"id\":7}|id|invalid_type",
                "{\"id\":\"bad\",\"name\":\" \"}|name|empty_string",
                "{\"id\":\"bad\",\"time_zone\":\"Mars\"}|time_zone|invalid_value",
                "{\"id\":\"bad\",\"models\":[\"gpt-9\"]}|models[0]|invalid_value",
                "{\"id\":\"bad\",\"models\":[\"deepseek-v3.2-exp\"]}|models[0]|invalid_value",
                "{\"id\":\"bad\",\"models\":\"all\"}|models|invalid_type",
                "{\"id\":\"bad\",\"limits\":{\"foo\":1}}|limits.foo|unknown_parameter",
                "{\"id\":\"bad\",\"limits\":{\"requests_per_minute\":0}}|limits.requests_per_minute|integer_below_min_value",
                "{\"id\":\"bad\",\"limits\":{\"requests_per_minute\":1000000000001}}|limits.requests_per_minute|integer_above_max_value",
                "{\"id\":\"bad\",\"limits\":{\"models\":{\"gpt-9\":{}}}}|limits.models.gpt-9|invalid_value",
                "{\"id\":\"bad\",\"limits\":{\"models\":{\"" + Office.MODEL + "\":{\"tokens_per_minute\":\"1\"}}}}"
                        + "|limits.models." + Office.MODEL + ".tokens_per_minute|invalid_type",
                "{\"id\":\"bad\",\"limits\":{\"models\":{\"" + Office.MODEL + "\":{\"models\":{}}}}}"
                        + "|limits.models." + Office.MODEL + ".models|unknown_parameter",
                "{\"id\":\"bad\",\"budgets\":[{\"period\":\"day\",\"amount\":\"1\"},{\"period\":\"month\",\"amount\":1}]}|budgets[1].amount|invalid_type",
                "{\"id\":\"bad\",\"budgets\":[{\"period\":\"day\",\"amount\":\"1.0000000001\"}]}|budgets[0].amount|invalid_value",
                "{\"id\":\"bad\",\"budgets\":[{\"period\":\"week\",\"amount\":\"1\"}]}|budgets[0].period|invalid_value",
                "{\"id\":\"bad\",\"budgets\":[{\"amount\":\"1\"}]}|budgets[0].period|missing_required_parameter",
                "{\"id\":\"bad\",\"budgets\":[{\"period\":\"day\",\"amount\":\"1\",\"then\":\"1\"}]}|budgets[0].then|invalid_value",
                "{\"id\":\"bad\",\"budgets\":[{\"period\":\"day\",\"amount\":\"1\",\"until\":\"2099-01-01T00:00:00Z\"}]}|budgets[0].then|missing_required_parameter",
                "{\"id\":\"bad\",\"budgets\":[{\"period\":\"day\",\"amount\":\"1\",\"until\":\"tomorrow\"}]}|budgets[0].until|invalid_value",
                "{\"id\":\"bad\",\"on_low_budget\":\"shrug\"}|on_low_budget|invalid_value",
                "{\"id\":\"bad\",\"budgets\":[{\"period\":\"day\",\"amount\":\"1\"},{\"period\":\"day\",\"amount\":\"2\"}]}|budgets[1].period|invalid_value",
                "{\"id\":\"bad\",\"on_disconnect\":\"wait\"}|on_disconnect|invalid_value",
                "{\"id\":\"bad\",\"disabled\":true}|disabled|unknown_parameter",
                "{\"id\":\"bad\",\"version\":1}|version|unknown_parameter"
            })
    void a_tenant(String body, String path, String code) {
        refused(office.post(TENANTS, body), path, code);
        office.get(TENANTS + "/bad").is(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|name|missing_required_parameter",
                "{\"name\":null}|name|missing_required_parameter",
                "{\"name\":\"k\",\"expires_at\":\"2020-01-01T00:00:00Z\"}|expires_at|invalid_value",
                "{\"name\":\"k\",\"expires_at\":\"tomorrow\"}|expires_at|invalid_value",
                "{\"name\":\"k\",\"id\":\"x\"}|id|unknown_parameter",
                "{\"name\":\"k\",\"secret\":\"sk-tally-canary\"}|secret|unknown_parameter",
                "{\"name\":\"k\",\"models\":[null]}|models[0]|invalid_type"
            })
    void a_key(String body, String path, String code) {
        refused(office.post(TENANTS + "/there/keys", body), path, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"other\"}|id|unchangeable_parameter",
                "{\"created_at\":null}|created_at|unchangeable_parameter",
                "{\"disabled\":true}|disabled|unchangeable_parameter",
                "{\"foo\":null}|foo|unknown_parameter",
                "{\"limits\":{\"foo\":null}}|limits.foo|unknown_parameter",
                "{\"limits\":{\"models\":{\"gpt-9\":{\"tokens_per_minute\":1}}}}|limits.models.gpt-9|invalid_value",
                "{\"limits\":[]}|limits|invalid_type",
                "{\"models\":[1]}|models[0]|invalid_type"
            })
    void a_change_of_a_tenant(String body, String path, String code) {
        refused(office.patch(TENANTS + "/there", body), path, code);
        assertThat(office.get(TENANTS + "/there").tag()).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"tenant\":\"acme\"}|tenant|unchangeable_parameter",
                "{\"status\":\"active\"}|status|unchangeable_parameter",
                "{\"name\":null}|name|missing_required_parameter",
                "{\"last_used_at\":null}|last_used_at|unchangeable_parameter"
            })
    void a_change_of_a_key(String body, String path, String code) {
        refused(office.patch(KEYS + "/" + key, body), path, code);
        assertThat(office.get(KEYS + "/" + key).tag()).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"grace\":\"PT721H\"}|grace|invalid_value",
                "{\"grace\":\"-PT1H\"}|grace|invalid_value",
                "{\"grace\":60}|grace|invalid_type",
                "{\"after\":\"PT1H\"}|after|unknown_parameter"
            })
    void a_rotation(String body, String path, String code) {
        refused(office.post(KEYS + "/" + key + "/rotate", body), path, code);
        assertThat(office.get(KEYS + "/" + key).tag()).isEqualTo("\"1\"");
    }

    @Test
    void a_body_where_none_is_expected() {
        refused(office.post(TENANTS + "/there/disable", "{\"reason\":\"x\"}"), "reason", "unknown_parameter");
        refused(office.send("DELETE", KEYS + "/" + key, "{\"force\":true}"), "force", "unknown_parameter");
        office.get(KEYS + "/" + key).is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"x\"",
                "{",
                "{}{}",
                "{} x",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"limits\":{\"models\":{},\"models\":{}}}",
                "{\"name\":\"\\ud800\"}",
                "{'name':'x'}",
                "{\"name\":NaN}",
                "{\"a\":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}"
            })
    void a_patch_that_is_no_strict_JSON_object(String body) {
        Office.Answer answer = office.patch(TENANTS + "/there", body).is(400);
        assertThat(answer.message()).startsWith("We could not parse the JSON body of your request.");
    }

    @Test
    void bytes_that_are_no_UTF_8() throws IOException {
        byte[] head = ("POST " + TENANTS + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Office.KEY
                        + "\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"id\":\"ab")
                .getBytes(StandardCharsets.UTF_8);
        try (RawClient client = new RawClient(office.gateway().managementPort())) {
            client.send(head).send(new byte[] {(byte) 0xC0, (byte) 0xAF}).send("}");
            assertThat(client.reply().status()).isEqualTo(400);
        }
    }

    @Test
    void too_much_or_of_another_kind() {
        String large = "{\"name\":\"" + "x".repeat(64 * 1024) + "\"}";
        assertThat(office.patch(TENANTS + "/there", large).is(413).code()).isEqualTo("request_too_large");
        for (String type : new String[] {"text/plain", "application/xml", "application/jsonx", ""}) {
            assertThat(office.patch(TENANTS + "/there", "{}", "Content-Type", type)
                            .is(415)
                            .code())
                    .isEqualTo("unsupported_content_type");
        }
        assertThat(office.post(TENANTS, "{}", "Content-Type", "application/merge-patch+json")
                        .is(415)
                        .code())
                .isEqualTo("unsupported_content_type");
        assertThat(office.patch(TENANTS + "/there", "{}", "Content-Encoding", "gzip")
                        .is(415)
                        .code())
                .isEqualTo("unsupported_content_type");
        office.patch(
                        TENANTS + "/there",
                        "{\"models\":[\"" + MODEL + "\",\"x\"]}",
                        "Content-Type",
                        "application/merge-patch+json; charset=utf-8")
                .is(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?limit=0|limit|integer_below_min_value",
                "?limit=-1|limit|integer_below_min_value",
                "?limit=1001|limit|integer_above_max_value",
                "?limit=ten|limit|invalid_type",
                "?limit=|limit|invalid_type",
                "?limit=1&limit=2|limit|invalid_value",
                "?offset=1|offset|unknown_parameter",
                "?Limit=1|Limit|unknown_parameter"
            })
    void a_query(String query, String path, String code) {
        refused(office.get(TENANTS + query), path, code);
        refused(office.get("/admin/v1/audit" + query), path, code);
    }

    @Test
    void a_query_where_none_is_expected() {
        refused(office.get(TENANTS + "/there?fields=id"), "fields", "unknown_parameter");
        refused(office.get("/admin/v1/audit?after=x"), "after", "invalid_type");
    }

    private static void refused(Office.Answer answer, String path, @Nullable String code) {
        assertThat(answer.is(400).code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.param()).isEqualTo(path);
    }
}
