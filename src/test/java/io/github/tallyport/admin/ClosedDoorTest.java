package io.github.tallyport.admin;

import static io.github.tallyport.admin.Office.TENANTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
}
