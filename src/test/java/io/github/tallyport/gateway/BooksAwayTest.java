package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.books.Verification;
import io.github.tallyport.journal.Entries;
import io.github.tallyport.load.Crowd;
import io.github.tallyport.load.LoadedProvider;
import io.github.tallyport.load.Reckoning;
import io.github.tallyport.servers.StoppablePostgres;
import io.github.tallyport.soak.Soak;
import io.github.tallyport.tenancy.TestTenancy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Promise M3: the database stops under load, and comes back. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BooksAwayTest {
    private static final int CLIENTS = 16;
    private static final int BEFORE_AND_AFTER = 200;
    private static final long LOOK_NANOS = 10_000_000;
    private static final long LONGEST_DRAIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path directory;

    @Test
    void nothing_a_client_was_told_is_lost_while_the_database_is_stopped_and_started_again() throws Exception {
        String secret = TestTenancy.strangersSecret();
        int seconds = Soak.choose(3, 60);
        try (StoppablePostgres postgres = StoppablePostgres.start(directory);
                LoadedProvider provider = new LoadedProvider();
                TestGateway gateway = TestGateway.start(
                        "tallyport.database.url=" + postgres.url(),
                        "tallyport.database.username=" + postgres.username(),
                        "tallyport.key-pepper=" + TestTenancy.PEPPER,
                        "tallyport.tenants[0].id=declared",
                        "tallyport.tenants[0].keys[0].id=fixed",
                        "tallyport.tenants[0].keys[0].hash=" + TestTenancy.hash(secret),
                        "tallyport.observe.access-log=false",
                        "TALLYPORT_UPSTREAM_BASE_URL=" + provider.baseUrl())) {
            Crowd crowd = new Crowd(gateway.port(), TestGateway.MODEL, List.of(secret), CLIENTS, System.nanoTime());
            int meanwhile;
            try (crowd) {
                crowd.await(BEFORE_AND_AFTER);
                postgres.stop();
                int before = crowd.answered();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
                crowd.await(BEFORE_AND_AFTER);
                meanwhile = crowd.answered() - before;
                assertThat(gateway.bean(Entries.class).backlog()).isGreaterThanOrEqualTo(meanwhile);
                postgres.startAgain();
                crowd.await(BEFORE_AND_AFTER);
            }
            long drained = drain(gateway.bean(Entries.class));
            String reckoned = new Reckoning(crowd, provider, gateway.bean(JdbcClient.class)).settled();
            System.out.printf(
                    "database away for %d s: %d answers meanwhile, drained %d ms after the load ended; %s%n",
                    seconds, meanwhile, drained, reckoned);
            assertThat(gateway.bean(Verification.class).run().differences()).isEmpty();
        }
    }

    /** Milliseconds until all is in the database. */
    private static long drain(Entries entries) {
        long begun = System.nanoTime();
        while (entries.backlog() > 0) {
            assertThat(System.nanoTime() - begun).as("drained within a minute").isLessThan(LONGEST_DRAIN_NANOS);
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
