package io.github.tallyport.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.gateway.TestGateway;
import io.github.tallyport.journal.JournalCondition;
import io.github.tallyport.journal.JournalState;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

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
    void only_a_gateway_that_refuses_what_it_cannot_record_is_not_ready() {
        assertThat(health(JournalState.RECORDING, false)).isEqualTo(Status.UP);
        assertThat(health(JournalState.FULL, false)).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health(JournalState.FAILED, false)).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health(JournalState.FULL, true)).isEqualTo(Status.UP);
    }

    private static Status health(JournalState state, boolean goesOn) {
        return new JournalHealth(new JournalCondition() {
                    @Override
                    public JournalState state() {
                        return state;
                    }

                    @Override
                    public boolean goesOnUnrecorded() {
                        return goesOn;
                    }

                    @Override
                    public long unrecorded() {
                        return 1;
                    }

                    @Override
                    public long bytesInUse() {
                        return 2;
                    }

                    @Override
                    public long bytesAtMost() {
                        return 20;
                    }

                    @Override
                    public long bytesSetAside() {
                        return 3;
                    }

                    @Override
                    public long tailsCut() {
                        return 4;
                    }

                    @Override
                    public long backlog() {
                        return 5;
                    }
                })
                .health()
                .getStatus();
    }

    private static HttpResponse<String> get(TestGateway gateway, String path) {
        URI uri = URI.create("http://127.0.0.1:" + gateway.managementPort() + path);
        return gateway.send(HttpRequest.newBuilder(uri));
    }
}
