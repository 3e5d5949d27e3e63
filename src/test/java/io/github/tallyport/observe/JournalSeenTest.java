package io.github.tallyport.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.TestGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The journal as operators see it. */
class JournalSeenTest {
    @Test
    void what_is_booked_is_counted_and_the_backlog_goes_back_to_nothing() {
        try (TestGateway gateway = TestGateway.start()) {
            gateway.chat(TestGateway.HELLO);

            String seen = get(gateway, "/actuator/prometheus").body();
            for (int i = 0; i < 200 && !seen.contains("tallyport_ledger_rows_total{outcome=\"written\"} 1.0"); i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                seen = get(gateway, "/actuator/prometheus").body();
            }

            assertThat(seen)
                    .contains("tallyport_ledger_rows_total{outcome=\"written\"} 1.0")
                    .contains("tallyport_ledger_rows_total{outcome=\"refused\"} 0.0")
                    .contains("\ntallyport_journal_backlog_records 0.0")
                    .contains("\ntallyport_journal_unrecorded_total 0.0")
                    .contains("\ntallyport_journal_set_aside_bytes 0.0")
                    .containsPattern("\ntallyport_journal_size_bytes [1-9]");
        }
    }

    @Test
    void readiness_names_the_journal() {
        try (TestGateway gateway = TestGateway.start()) {
            HttpResponse<String> ready = get(gateway, "/actuator/health/readiness");

            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body()).contains("\"journal\":{").contains("\"state\":\"RECORDING\"");
        }
    }

    @Test
    void a_gateway_that_cannot_record_is_not_ready_and_refuses_but_lives() {
        try (TestGateway gateway =
                TestGateway.start("tallyport.journal.segment-size=16MB", "tallyport.journal.max-size=1MB")) {
            HttpResponse<String> refused = gateway.chat(TestGateway.HELLO);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).isPresent();
            assertThat(get(gateway, "/actuator/health/readiness").statusCode()).isEqualTo(503);
            assertThat(get(gateway, "/actuator/health/readiness").body()).contains("\"state\":\"FULL\"");
            assertThat(get(gateway, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    private static HttpResponse<String> get(TestGateway gateway, String path) {
        URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + path);
        return gateway.send(HttpRequest.newBuilder(uri));
    }
}
