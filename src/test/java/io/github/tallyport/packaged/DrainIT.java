package io.github.tallyport.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.tallyport.books.JournalCheck;
import io.github.tallyport.books.Verification;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Promise U6: SIGTERM of the packaged jar while 200 streams are on their way. */
class DrainIT {
    private static final int SHORT_STREAMS = 150;
    private static final int LONG_STREAMS = 50;
    private static final int SHORT = 100;
    private static final int LONG = 10_000;
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void streams_finish_or_are_told_why_and_nothing_is_unrecorded() throws Exception {
        try (SteadyProvider provider = new SteadyProvider();
                PackagedGateway gateway = new PackagedGateway(directory, provider.baseUrl());
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            gateway.with("tallyport.drain.grace", GRACE.toMillis() + "ms")
                    .with("tallyport.drain.timeout", TIMEOUT.toMillis() + "ms")
                    .start();
            gateway.awaitListening();
            Client client = new Client(gateway.keys().getFirst());
            CountDownLatch begun = new CountDownLatch(SHORT_STREAMS + LONG_STREAMS);
            List<Future<Client.Told>> shorts = ask(clients, client, gateway, "short", SHORT_STREAMS, SHORT, begun);
            List<Future<Client.Told>> longs = ask(clients, client, gateway, "long", LONG_STREAMS, LONG, begun);
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            long asked = System.nanoTime();
            gateway.terminate();

            int management = gateway.managementPort();
            await().atMost(GRACE.dividedBy(2)).until(() -> client.get(management, "/actuator/health/readiness") == 503);
            long off = System.nanoTime() - asked;
            assertThat(client.get(management, "/actuator/health/liveness")).isEqualTo(200);
            Client.Told during = client.ask(gateway.port(), "during", 0, () -> {});
            assertThat(during.whole(0)).as(during.toString()).isTrue();
            assertThat(during.close()).isTrue();
            assertThat(client.get(gateway.port(), "/v1/models")).isEqualTo(200);
            assertThat(client.get(gateway.port(), "/health")).isEqualTo(503);

            await().atMost(GRACE.plusSeconds(1)).until(() -> client.get(gateway.port(), "/v1/models") == 503);
            Client.Told late = client.ask(gateway.port(), "late", 0, () -> {});
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.close()).isTrue();
            assertThat(late.end()).contains("gateway_is_stopping");
            assertThat(client.get(management, "/actuator/health/readiness")).isEqualTo(503);

            for (Future<Client.Told> stream : shorts) {
                assertThat(stream.get()).matches(told -> told.whole(SHORT));
            }
            long finished = System.nanoTime() - asked;
            for (Future<Client.Told> stream : longs) {
                assertThat(stream.get().status()).isEqualTo(200);
                assertThat(stream.get().end()).startsWith("data: {\"error\":").contains("gateway_is_stopping");
            }
            long broken = System.nanoTime() - asked;
            gateway.awaitStopped();
            long ended = System.nanoTime() - asked;
            System.out.printf(
                    "drain: readiness off after %d ms, %d streams whole by %d ms, %d told why by %d ms, exit 0 after %d ms%n",
                    off / 1_000_000,
                    shorts.size(),
                    finished / 1_000_000,
                    longs.size(),
                    broken / 1_000_000,
                    ended / 1_000_000);
            client.close();
            recorded(gateway);
        }
    }

    private static List<Future<Client.Told>> ask(
            ExecutorService clients,
            Client client,
            PackagedGateway gateway,
            String name,
            int count,
            int words,
            CountDownLatch begun) {
        List<Future<Client.Told>> streams = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String each = name + "-" + i;
            streams.add(clients.submit(() -> client.ask(gateway.port(), each, words, begun::countDown)));
        }
        return streams;
    }

    private static void recorded(PackagedGateway gateway) throws Exception {
        assertThat(gateway.journal()).as("what is left of the journal").isEmpty();
        assertThat(gateway.log()).doesNotContain("ERROR");
        // with the two requests that were asked while it was stopping
        assertThat(gateway.log().lines().filter(line -> line.contains("\"log\":\"tallyport.access\"")))
                .hasSize(SHORT_STREAMS + LONG_STREAMS + 2);
        try (OpenDatabase books = OpenDatabase.sqlite(gateway.data())) {
            assertThat(count(books, "answered")).isEqualTo(SHORT_STREAMS + 1);
            assertThat(count(books, "broken_off")).isEqualTo(LONG_STREAMS);
            assertThat(new Verification(books.jdbc(), JournalCheck.NONE, System::nanoTime)
                            .run()
                            .differences())
                    .isEmpty();
        }
    }

    private static int count(OpenDatabase books, String ending) {
        return books.jdbc()
                .sql("SELECT count(*) FROM requests WHERE ending = ?")
                .param(ending)
                .query(Integer.class)
                .single();
    }
}
