package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.KEYS;
import static io.github.tallyport.admin.Office.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tenants and keys given in the configuration, as operators see them. */
class DeclaredTest {
    private static final String TENANT = "tallyport.tenants[0].";

    @Test
    void a_secret_is_drawn_by_the_gateway_declared_by_its_hash_and_read_only_from_then_on() {
        Office.Answer drawn;
        try (Office office = Office.open()) {
            drawn = office.post(KEYS + "/hash").is(200);
            Office.Answer hashed = office.post(KEYS + "/hash", "{\"secret\":\"" + drawn.string("secret") + "\"}");
            assertThat(hashed.is(200).text())
                    .isEqualTo(drawn.text().replace(",\"secret\":\"" + drawn.string("secret") + "\"", ""));
            assertThat(office.post(KEYS + "/hash", "{\"secret\":\"sk-tally-canary\"}")
                            .is(400)
                            .text())
                    .doesNotContain("canary");
            assertThat(office.chat(drawn.string("secret"))).isEqualTo(401);
            assertThat(office.get("/admin/v1/audit").json().required("data")).isEmpty();
        }
        String id = drawn.string("id");
        try (Office office = Office.open(
                TENANT + "id=gitops",
                TENANT + "budgets[0].period=day",
                TENANT + "budgets[0].amount=100",
                TENANT + "keys[0].id=" + id,
                TENANT + "keys[0].hash=" + drawn.string("hash"))) {
            assertThat(office.chat(drawn.string("secret"))).isEqualTo(200);
            JsonNode tenant = office.get(TENANTS + "/gitops").is(200).json();
            assertThat(tenant.required("declared").booleanValue()).isTrue();
            assertThat(tenant.at("/budgets/0/amount").stringValue()).isEqualTo("100.00");
            assertThat(office.get(TENANTS + "/gitops/keys")
                            .is(200)
                            .json()
                            .at("/data/0/id")
                            .stringValue())
                    .isEqualTo(id);
            for (String[] call : new String[][] {
                {"PATCH", TENANTS + "/gitops", "{\"name\":\"x\"}"},
                {"POST", TENANTS + "/gitops/disable", ""},
                {"PATCH", KEYS + "/" + id, "{\"name\":\"x\"}"},
                {"POST", KEYS + "/" + id + "/disable", ""},
                {"POST", KEYS + "/" + id + "/rotate", ""},
                {"DELETE", KEYS + "/" + id, ""}
            }) {
                assertThat(office.send(call[0], call[1], call[2]).is(409).code())
                        .isEqualTo("declared_in_configuration");
            }
            assertThat(office.get("/admin/v1/audit").json().required("data")).isEmpty();
        }
    }
}
