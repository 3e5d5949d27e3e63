package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static io.github.tallyport.gateway.TestGateway.MODEL;
import static io.github.tallyport.upstream.StreamParts.delta;
import static io.github.tallyport.upstream.StreamParts.finish;
import static io.github.tallyport.upstream.StreamParts.role;
import static io.github.tallyport.upstream.StreamParts.usage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.books.Verification;
import io.github.tallyport.journal.Entries;
import io.github.tallyport.journal.JournalCondition;
import io.github.tallyport.journal.JournalState;
import io.github.tallyport.servers.Cable;
import io.github.tallyport.servers.Postgres;
import io.github.tallyport.tenancy.TestTenancy;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.Script;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal comes to its bound while the database is away. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class JournalFullTest {
    /** With labels as large as they may be, so that the journal is full soon. */
    private static final String LARGE = "{\"model\":\"" + MODEL
            + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"metadata\":{"
            + IntStream.range(0, 16)
                    .mapToObj(i -> "\"label-" + i + "\":\"" + "v".repeat(500) + "\"")
                    .collect(Collectors.joining(","))
            + "}}";

    /** Declared, so that nobody asks the database for it. */
    private static final String SECRET = TestTenancy.strangersSecret();

    private static final long LOOK_NANOS = 20_000_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int MORE = 5;
    private static final int MOST = 1000;

    @Test
    void new_requests_are_refused_and_those_under_way_end_until_the_database_is_back() throws IOException {
        try (Cable cable = cable();
                TestGateway gateway = gateway(cable, "refuse");
                LoggedLines log = LoggedLines.begin()) {
            CountDownLatch goOn = new CountDownLatch(1);
            gateway.upstream().next(heldUp(goOn));
            HttpResponse<InputStream> underWay = gateway.open(HELLO_STREAM);
            cable.cut();
            int asked = 1;
            while (chat(gateway).statusCode() == 200) {
                asked++;
                assertThat(asked).as("requests that a journal of 2 MB takes").isLessThan(MOST);
            }

            for (int i = 0; i < MORE; i++) {
                HttpResponse<String> refused = chat(gateway);
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("retry-after")).contains("5");
                assertThat(refused.body()).contains("\"error\":{", "\"code\":\"requests_cannot_be_recorded\"");
            }
            assertThat(gateway.bean(JournalCondition.class).state()).isEqualTo(JournalState.FULL);
            goOn.countDown();
            assertThat(new String(underWay.body().readAllBytes(), UTF_8))
                    .contains("and goodbye")
                    .endsWith("[DONE]\n\n");

            cable.mend();
            patiently(() -> chat(gateway).statusCode() == 200);
            patiently(() -> gateway.bean(Entries.class).backlog() == 0);

            assertThat(gateway.bean(JournalCondition.class).state()).isEqualTo(JournalState.RECORDING);
            assertThat(gateway.bean(JournalCondition.class).unrecorded()).isZero();
            assertThat(rows(gateway)).isEqualTo(asked + 1);
            assertThat(gateway.bean(Verification.class).run().differences()).isEmpty();
            assertThat(log.all())
                    .noneMatch(line -> line.contains("label-0") || line.contains("vvvv"))
                    .anyMatch(line -> line.startsWith("Requests cannot be written to the database"));
            System.out.printf("a journal of 2 MB took %d requests of the largest kind%n", asked);
        }
    }

    @Test
    void where_that_is_wanted_requests_go_on_and_those_not_recorded_are_counted() {
        try (Cable cable = cable();
                TestGateway gateway = gateway(cable, "continue")) {
            JournalCondition journal = gateway.bean(JournalCondition.class);
            int asked = 0;
            cable.cut();
            while (journal.unrecorded() < MORE) {
                assertThat(chat(gateway).statusCode()).isEqualTo(200);
                asked++;
                assertThat(asked).as("requests that a journal of 2 MB takes").isLessThan(MOST);
            }
            assertThat(journal.state()).isEqualTo(JournalState.FULL);

            cable.mend();
            patiently(() -> gateway.bean(Entries.class).backlog() == 0);
            patiently(() -> journal.state() == JournalState.RECORDING);
            assertThat(chat(gateway).statusCode()).isEqualTo(200);
            asked++;
            patiently(() -> rows(gateway) + journal.unrecorded()
                    == gateway.upstream().requests().size());

            assertThat(gateway.upstream().requests()).hasSize(asked);
            assertThat(journal.unrecorded()).isEqualTo(MORE);
        }
    }

    private static HttpResponse<String> chat(TestGateway gateway) {
        return gateway.send(gateway.chatRequest(LARGE).setHeader("Authorization", "Bearer " + SECRET));
    }

    private static Script heldUp(CountDownLatch goOn) {
        return Answers.sseHead()
                .then(Answers.event(role()))
                .then(Script.start().await(goOn))
                .then(Answers.event(delta("and goodbye")))
                .then(Answers.event(finish("stop")))
                .then(Answers.event(usage(9, 2)))
                .then(Answers.event(Answers.DONE))
                .then(Answers.end());
    }

    private static Cable cable() {
        return new Cable(Postgres.shared().host(), Postgres.shared().port());
    }

    private static TestGateway gateway(Cable cable, String whenFull) {
        Postgres server = Postgres.shared();
        return TestGateway.start(
                "tallyport.database.url=" + Postgres.url(cable.host(), cable.port(), server.newDatabase()),
                "tallyport.database.username=" + server.username(),
                "tallyport.database.password=" + server.password(),
                "tallyport.key-pepper=" + TestTenancy.PEPPER,
                "tallyport.tenants[0].id=declared",
                "tallyport.tenants[0].keys[0].id=fixed",
                "tallyport.tenants[0].keys[0].hash=" + TestTenancy.hash(SECRET),
                "tallyport.journal.segment-size=1MB",
                "tallyport.journal.max-size=2MB",
                "tallyport.journal.when-full=" + whenFull);
    }

    private static long rows(TestGateway gateway) {
        return gateway.bean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM requests")
                .query(Long.class)
                .single();
    }

    private static void patiently(BooleanSupplier fact) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("waited 30 s").isNegative();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
