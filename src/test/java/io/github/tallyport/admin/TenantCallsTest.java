package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.MODEL;
import static io.github.tallyport.admin.Office.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TenantCallsTest extends InOneOffice {
    @Test
    void a_tenant_is_made_with_all_that_can_be_said_of_it() {
        Office.Answer made = office.post(TENANTS, """
                {"id":"full","name":"Full & Co","time_zone":"Asia/Shanghai","models":["%s"],
                 "limits":{"requests_per_minute":60,"tokens_per_minute":100000,"concurrent_requests":10,
                           "models":{"%s":{"requests_per_minute":6}}},
                 "budgets":[{"period":"month","amount":"100.5"},{"period":"day","amount":"10.000000001"}],
                 "on_disconnect":"drain","on_low_budget":"refuse","cache":"all"}""".formatted(MODEL, MODEL)).is(201);
        assertThat(made.header("location")).isEqualTo(TENANTS + "/full");
        assertThat(made.tag()).isEqualTo("\"1\"");
        JsonNode tenant = made.json();
        Instant createdAt = Instant.parse(tenant.required("created_at").stringValue());
        assertThat(Duration.between(createdAt, Instant.now())).isLessThan(Duration.ofMinutes(1));
        assertThat(tenant.toString()).isEqualTo("""
                {"id":"full","name":"Full & Co","time_zone":"Asia/Shanghai","models":["%s"],\
                "limits":{"requests_per_minute":60,"tokens_per_minute":100000,"concurrent_requests":10,\
                "models":{"%s":{"requests_per_minute":6}}},\
                "budgets":[{"period":"day","amount":"10.000000001"},{"period":"month","amount":"100.50"}],\
                "on_disconnect":"drain","on_low_budget":"refuse","cache":"all","disabled":false,"disabled_at":null,"created_at":"%s","version":1,\
                "declared":false}""".formatted(MODEL, MODEL, createdAt));
        assertThat(office.get(TENANTS + "/full").is(200).json()).isEqualTo(tenant);
    }

    @Test
    void what_is_not_said_has_a_default() {
        JsonNode tenant = office.tenant("plain", "").json();
        assertThat(tenant.required("name").stringValue()).isEqualTo("plain");
        assertThat(tenant.required("time_zone").stringValue()).isEqualTo("UTC");
        assertThat(tenant.required("on_disconnect").stringValue()).isEqualTo("cancel");
        assertThat(tenant.required("on_low_budget").stringValue()).isEqualTo("clamp");
        assertThat(tenant.required("cache").stringValue()).isEqualTo("usual");
        assertThat(tenant.required("models").isNull()).isTrue();
        assertThat(tenant.required("limits").toString()).isEqualTo("{}");
        assertThat(tenant.required("budgets").toString()).isEqualTo("[]");
    }

    @Test
    void an_id_is_taken_once() {
        office.tenant("twice", "");
        Office.Answer again = office.post(TENANTS, "{\"id\":\"twice\"}").is(409);
        assertThat(again.code()).isEqualTo("already_exists");
        assertThat(again.param()).isEqualTo("id");
        assertThat(again.message()).contains("'twice'");
    }

    @Test
    void a_tenant_that_is_not_there_is_404_whatever_is_wanted_of_it() {
        for (String[] call :
                new String[][] {{"GET", ""}, {"PATCH", ""}, {"POST", "/disable"}, {"POST", "/enable"}, {"GET", "/keys"}
                }) {
            Office.Answer answer =
                    office.send(call[0], TENANTS + "/nobody" + call[1], call[0].equals("PATCH") ? "{}" : null);
            assertThat(answer.is(404).code()).isEqualTo("tenant_not_found");
        }
        assertThat(office.post(TENANTS + "/nobody/keys", "{\"name\":\"ci\"}")
                        .is(404)
                        .code())
                .isEqualTo("tenant_not_found");
    }

    @Test
    void disabling_and_enabling_twice_is_the_same_as_once() {
        office.tenant("switch", "");
        Office.Answer off = office.post(TENANTS + "/switch/disable").is(200);
        assertThat(off.json().required("disabled").booleanValue()).isTrue();
        assertThat(off.tag()).isEqualTo("\"2\"");
        Office.Answer again = office.post(TENANTS + "/switch/disable", "{}").is(200);
        assertThat(again.json()).isEqualTo(off.json());
        Office.Answer on = office.post(TENANTS + "/switch/enable").is(200);
        assertThat(on.json().required("disabled").booleanValue()).isFalse();
        assertThat(on.json().required("disabled_at").isNull()).isTrue();
        assertThat(office.post(TENANTS + "/switch/enable").is(200).tag()).isEqualTo("\"3\"");
    }

    @Test
    void lists_are_read_page_by_page() {
        for (int i = 0; i < 7; i++) {
            office.tenant("page-" + i, "");
        }
        List<String> seen = new ArrayList<>();
        String after = "page-";
        JsonNode page;
        do {
            page = office.get(TENANTS + "?limit=3&after=" + after).is(200).json();
            page.required("data").forEach(one -> seen.add(one.required("id").stringValue()));
            assertThat(page.required("next").isNull())
                    .isNotEqualTo(page.required("has_more").booleanValue());
            after = page.required("next").stringValue("");
        } while (page.required("has_more").booleanValue());
        assertThat(seen)
                .startsWith("page-0", "page-1", "page-2", "page-3", "page-4", "page-5", "page-6")
                .isSorted();
        assertThat(office.get(TENANTS).is(200).json().required("data").size()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void a_budget_can_be_raised_once_and_goes_back_to_what_it_was() {
        office.tenant("raised", "\"budgets\":[{\"period\":\"day\",\"amount\":\"10\"}]");
        String raise = "{\"budgets\":[{\"period\":\"day\",\"amount\":\"25.5\",\"until\":\"2099-01-01T00:00:00Z\"}]}";
        String shown =
                "[{\"period\":\"day\",\"amount\":\"25.50\",\"until\":\"2099-01-01T00:00:00Z\",\"then\":\"10.00\"}]";
        assertThat(budgets(office.patch(TENANTS + "/raised", raise))).isEqualTo(shown);
        assertThat(budgets(office.get(TENANTS + "/raised"))).isEqualTo(shown);
        assertThat(budgets(office.patch(TENANTS + "/raised", "{\"name\":\"Other\"}")))
                .as("what a patch does not name stays")
                .isEqualTo(shown);
        assertThat(budgets(office.patch(TENANTS + "/raised", raise.replace("25.5", "30"))))
                .as("raised again it goes back to the same")
                .isEqualTo(shown.replace("25.50", "30.00"));
        assertThat(budgets(office.patch(TENANTS + "/raised", "{\"budgets\":[{\"period\":\"day\",\"amount\":\"7\"}]}")))
                .isEqualTo("[{\"period\":\"day\",\"amount\":\"7.00\"}]");
    }

    private static String budgets(Office.Answer answer) {
        return answer.is(200).json().required("budgets").toString();
    }
}
