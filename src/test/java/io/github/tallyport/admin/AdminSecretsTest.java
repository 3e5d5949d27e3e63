package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.KEYS;
import static io.github.tallyport.admin.Office.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.LoggedLines;
import io.github.tallyport.storage.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Secrets of clients and operators are in no table, log, meter, entry of the audit or answer but the one that shows them. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AdminSecretsTest extends OnEitherOffice {
    private final List<String> secrets = new ArrayList<>(List.of(Office.KEY, Office.ALICE));
    private final StringBuilder answers = new StringBuilder();

    @Test
    void secrets_stay_in_whatever_operators_do() {
        try (LoggedLines logged = LoggedLines.begin()) {
            lifecycle();
            mistakes();
            answers.append(office.get("/admin/v1/audit?limit=1000").is(200).text());
            answers.append(office.get("/actuator/prometheus").is(200).text());
            answers.append(office.get("/admin/v1/openapi.json").is(200).text());
            String tables = tables();
            assertThat(secrets).hasSizeGreaterThan(5).allSatisfy(secret -> {
                assertThat(answers.toString()).doesNotContain(secret);
                assertThat(tables).doesNotContain(secret);
                assertThat(logged.all()).noneMatch(line -> line.contains(secret));
            });
            assertThat(tables).contains("tenant/canary", "key.rotate");
            assertThat(logged.all()).anyMatch(line -> line.contains("operator admin did key.rotate to key/"));
        }
    }

    private void lifecycle() {
        office.tenant("canary", "");
        Office.Answer key = office.key("canary", "");
        String path = KEYS + "/" + key.string("id");
        secrets.add(key.string("secret"));
        assertThat(office.chat(key.string("secret"))).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            secrets.add(office.post(path + "/rotate", "{\"grace\":\"PT1H\"}")
                    .is(200)
                    .string("secret"));
        }
        Office.Answer drawn = office.post(KEYS + "/hash").is(200);
        secrets.add(drawn.string("secret"));
        answers.append(office.post(KEYS + "/hash", "{\"secret\":\"" + drawn.string("secret") + "\"}")
                .is(200)
                .text());
        answers.append(office.get(path).is(200).text());
        answers.append(office.get(TENANTS + "/canary/keys").is(200).text());
        answers.append(office.patch(path, "{\"name\":\"x\"}").is(200).text());
        answers.append(office.post(path + "/disable").is(200).text());
        assertThat(secrets.stream().skip(2).map(office::chat)).allMatch(status -> status == 401 || status == 200);
        answers.append(office.send("DELETE", path, null).is(200).text());
    }

    private void mistakes() {
        String secret = secrets.getLast();
        for (String authorization : List.of("Bearer " + secret, "Bearer " + Office.KEY + "x", Office.KEY)) {
            answers.append(
                    office.get(TENANTS, "Authorization", authorization).is(401).text());
        }
        answers.append(office.post(TENANTS, "{\"id\":\"x\",\"secret\":\"" + secret + "\"}")
                .is(400)
                .text());
        answers.append(
                office.post(TENANTS, "{\"id\":\"" + secret + "\"}").is(400).text());
        answers.append(office.post(TENANTS, "{\"id\":\"x\",\"id\":\"" + secret + "\"}")
                .is(400)
                .text());
        answers.append(office.post(TENANTS, secret).is(400).text());
        answers.append(office.get(KEYS + "/" + secret).is(404).text());
        answers.append(office.get(TENANTS + "?key=" + secret).is(400).text());
    }

    /** All there is in all of them. */
    private static String tables() {
        JdbcClient jdbc = office.gateway().bean(JdbcClient.class);
        StringBuilder all = new StringBuilder();
        for (String table :
                List.of("tenants", "keys", "secrets", "access_counter", "access_changes", "audit", "audit_counter")) {
            all.append(jdbc.sql("SELECT * FROM " + table).query().listOfRows());
        }
        return all.toString();
    }
}
