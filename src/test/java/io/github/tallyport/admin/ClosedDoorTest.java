package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.TestGateway;
import io.github.tallyport.servers.Cable;
import io.github.tallyport.servers.Postgres;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who stays outside, each with a gateway of its own: one process has one set of event loops, which the first to close ends. */
class ClosedDoorTest {
    @Test
    void an_address_that_is_wrong_too_often_waits_though_it_is_right_then() {
        try (Office office = Office.open()) {
            for (int i = 0; i < 10; i++) {
                office.get(TENANTS, "Authorization", "Bearer wrong").is(401);
            }
            Office.Answer answer = office.get(TENANTS).is(429);
            assertThat(answer.code()).isEqualTo("too_many_wrong_admin_keys");
            assertThat(Integer.parseInt(String.valueOf(answer.header("retry-after"))))
                    .isBetween(1, 6);
            office.get("/admin/v1/docs").is(200);
            assertThat(office.chat(office.gateway().key())).isEqualTo(200);
        }
    }

    @Test
    void without_an_admin_key_of_its_own_the_gateway_says_what_to_set() {
        try (TestGateway gateway = TestGateway.start()) {
            HttpResponse<String> answer = gateway.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + TENANTS))
                            .header("Authorization", "Bearer " + Office.KEY));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("TALLYPORT_ADMIN_KEY", "\"admin_key_not_set\"");
            assertThat(answer.headers().firstValue("x-should-retry")).hasValue("false");
        }
    }

    @Test
    void while_the_database_is_away_operators_are_told_to_come_back_and_known_keys_get_in() {
        Postgres server = Postgres.shared();
        try (Cable cable = new Cable(server.host(), server.port());
                Office office = Office.open(
                        "tallyport.database.url=" + Postgres.url(cable.host(), cable.port(), server.newDatabase()),
                        "tallyport.database.username=" + server.username(),
                        "tallyport.database.password=" + server.password(),
                        "tallyport.keys.poll=10m")) { // or the key is forgotten once more, as just made
            assertThat(office.chat(office.gateway().key())).isEqualTo(200);

            cable.cut();

            for (Office.Answer answer : List.of(office.get(TENANTS), office.post(TENANTS, "{\"id\":\"while-away\"}"))) {
                assertThat(answer.is(503).message()).isNotEmpty();
                assertThat(Integer.parseInt(String.valueOf(answer.header("retry-after"))))
                        .isBetween(1, 60);
            }
            assertThat(office.chat(office.gateway().key())).isEqualTo(200);

            cable.mend();

            Office.Answer afterwards = office.get(TENANTS + "/while-away");
            for (int tries = 0; afterwards.status() == 503 && tries < 10; tries++) {
                afterwards = office.get(TENANTS + "/while-away"); // takes up to the pool's time-out of 2 s
            }
            assertThat(afterwards.is(404).code()).isEqualTo("tenant_not_found");
        }
    }
}
