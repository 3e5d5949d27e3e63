package io.github.tallyport.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tallyport.servers.Cable;
import io.github.tallyport.servers.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class FirstConnectionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void it_waits_for_a_database_that_comes_later() {
        Postgres server = Postgres.shared();
        AtomicInteger looks = new AtomicInteger();
        try (Cable cable = new Cable(server.host(), server.port())) {
            cable.cut();
            InstantSource mendsTheCable = () -> {
                if (looks.incrementAndGet() == 2) {
                    cable.mend();
                }
                return Instant.EPOCH;
            };
            Pools pools = pools(Postgres.url(cable.host(), cable.port(), "postgres"), server.password());

            try (HikariDataSource pool =
                    new FirstConnection(pools.where(), PATIENCE, mendsTheCable).of(pools.config())) {
                assertThat(JdbcClient.create(pool)
                                .sql("SELECT 1")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1);
            }
            assertThat(looks).hasValueGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void its_patience_ends_and_it_says_where_the_database_should_be() {
        Postgres server = Postgres.shared();
        try (Cable cable = new Cable(server.host(), server.port())) {
            cable.cut();
            String url = Postgres.url(cable.host(), cable.port(), "postgres");
            Pools pools = pools(url + "?password=canary", "canary");
            FirstConnection first = new FirstConnection(pools.where(), Duration.ZERO, InstantSource.system());

            assertThatThrownBy(() -> first.of(pools.config()))
                    .isInstanceOf(StorageUnusable.class)
                    .hasMessageStartingWith("The database " + url + " cannot be used: ")
                    .message()
                    .doesNotContain("canary");
        }
    }

    @Test
    void a_database_that_does_not_exist_is_not_waited_for() {
        Postgres server = Postgres.shared();
        Pools pools = pools(server.url("never_made"), server.password());
        FirstConnection first = new FirstConnection(pools.where(), PATIENCE, InstantSource.fixed(Instant.EPOCH));

        assertThatThrownBy(() -> first.of(pools.config()))
                .isInstanceOf(StorageUnusable.class)
                .hasMessageContaining("never_made");
    }

    @Test
    void a_database_of_another_make_is_refused_by_name() {
        Pools pools = pools("jdbc:h2:mem:db?password=canary", "");

        assertThatThrownBy(pools::config)
                .isInstanceOf(StorageUnusable.class)
                .hasMessage(
                        "The database jdbc:h2:mem:db cannot be used: its URL begins with neither jdbc:postgresql: nor"
                                + " jdbc:sqlite:");
    }

    @Test
    void sqlite_keeps_what_was_committed_and_checks_references() {
        try (OpenDatabase database = OpenDatabase.sqlite(directory)) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).isEqualTo("2");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
            assertThat(pragma(database, "busy_timeout")).isEqualTo("5000");
        }
        assertThat(directory.resolve("tallyport.db")).isRegularFile();
    }

    @Test
    void a_file_that_cannot_be_opened_is_not_waited_for() {
        Pools pools = pools("jdbc:sqlite:" + directory.resolve("missing/file.db"), "");
        FirstConnection first =
                new FirstConnection(pools.where(), pools.patience(), InstantSource.fixed(Instant.EPOCH));

        assertThatThrownBy(() -> first.of(pools.config()))
                .isInstanceOf(StorageUnusable.class)
                .hasMessageContaining("missing/file.db");
    }

    @Test
    void a_data_directory_that_cannot_be_made_is_said_with_what_to_do() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatThrownBy(() -> DataDirectory.at(file.resolve("data")))
                .isInstanceOfSatisfying(
                        StorageUnusable.class,
                        unusable -> assertThat(unusable.remedy()).contains("TALLYPORT_DATA_DIR"))
                .hasMessageContaining(file.toString());
    }

    @Test
    void the_data_directory_is_made_where_it_is_missing() {
        DataDirectory made = DataDirectory.at(directory.resolve("a/b"));

        assertThat(made.path()).isDirectory().isAbsolute();
        assertThat(made.file("c")).isEqualTo(made.path().resolve("c"));
    }

    private static String pragma(OpenDatabase database, String name) {
        return database.jdbc().sql("PRAGMA " + name).query(String.class).single();
    }

    private Pools pools(String url, String password) {
        return new Pools(
                new StorageProperties.Database(
                        url,
                        Postgres.shared().username(),
                        password,
                        2,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        PATIENCE),
                new DataDirectory(directory));
    }
}
