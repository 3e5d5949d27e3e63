package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.Retry;
import io.github.tallyport.servers.Cable;
import io.github.tallyport.servers.Postgres;
import io.github.tallyport.signals.Signals;
import io.github.tallyport.storage.OpenDatabase;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.TestTenancy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseAwayTest {
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void known_keys_keep_working_and_no_key_is_called_wrong(CapturedOutput output) {
        Postgres server = Postgres.shared();
        try (Cable cable = new Cable(server.host(), server.port());
                OpenDatabase database = OpenDatabase.postgresql(directory, server.newDatabase(), cable);
                Replica replica = new Replica(database)) {
            replica.tenants().create(NewTenant.of("acme", "Acme"));
            IssuedKey used = replica.keys().issue("acme", NewKey.named("used"));
            IssuedKey fresh = replica.keys().issue("acme", NewKey.named("fresh"));
            String stranger = TestTenancy.strangersSecret();
            replica.identified(used.secret());

            cutBeforeItHearsOfTheKey(cable, replica);

            assertThat(replica.identified(used.secret()).key()).isEqualTo(used.id());
            for (String secret : new String[] {fresh.secret(), stranger}) {
                Fault fault = replica.refused(secret);
                assertThat(fault.status()).isEqualTo(503);
                assertThat(fault.retry()).isInstanceOf(Retry.After.class);
            }
            assertThat(replica.identified(used.secret()).key()).isEqualTo(used.id());

            cable.mend();

            assertThat(replica.codeWithin(RECOVERY, fresh.secret(), "")).isEmpty();
            assertThat(replica.codeWithin(RECOVERY, stranger, "invalid_api_key"))
                    .isEqualTo("invalid_api_key");
            assertThat(output).contains("The database of keys does not answer").doesNotContain(used.secret());
            replica.keys().disable(used.id());
            assertThat(replica.codeWithin(RECOVERY, used.secret(), "api_key_disabled"))
                    .isEqualTo("api_key_disabled");
        }
    }

    @Test
    void a_use_while_it_is_away_is_written_when_it_is_back(CapturedOutput output) {
        Postgres server = Postgres.shared();
        Instant during = TestTenancy.START.plusSeconds(10);
        try (Cable cable = new Cable(server.host(), server.port());
                OpenDatabase database = OpenDatabase.postgresql(directory, server.newDatabase(), cable);
                Replica replica =
                        new Replica(database, Signals.NONE, LastUsedTest.flushing(1000, Duration.ofMillis(200)))) {
            replica.tenants().create(NewTenant.of("acme", "Acme"));
            IssuedKey key = replica.keys().issue("acme", NewKey.named("ci"));
            replica.identified(key.secret());
            cutBeforeItHearsOfTheKey(cable, replica);
            replica.at(during);
            replica.identified(key.secret());
            said("Last uses of keys cannot be written", output);

            cable.mend();

            assertThat(LastUsedTest.lastUsedWithin(RECOVERY, replica, key, during))
                    .isEqualTo(during);
            assertThat(output.getAll().split("Last uses of keys cannot be written", -1))
                    .hasSize(2);
        }
    }

    /** That a key was made is a change of it: whoever hears of that looks the key up again. */
    private static void cutBeforeItHearsOfTheKey(Cable cable, Replica replica) {
        cable.cut();
        replica.started();
    }

    private static void said(String words, CapturedOutput output) {
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (!output.getAll().contains(words) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(output).contains(words);
    }

    @Test
    void a_sqlite_file_that_cannot_be_read_is_the_same() {
        try (OpenDatabase database = OpenDatabase.sqlite(directory);
                Replica replica = new Replica(database)) {
            replica.tenants().create(NewTenant.of("acme", "Acme"));
            IssuedKey used = replica.keys().issue("acme", NewKey.named("used"));
            IssuedKey fresh = replica.keys().issue("acme", NewKey.named("fresh"));
            replica.identified(used.secret());

            database.lose();

            assertThat(replica.identified(used.secret()).key()).isEqualTo(used.id());
            assertThat(replica.refused(fresh.secret()).status()).isEqualTo(503);
        }
    }
}
