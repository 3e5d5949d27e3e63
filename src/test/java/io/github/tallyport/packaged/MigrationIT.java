package io.github.tallyport.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.Postgres;
import io.github.tallyport.tenancy.TestTenancy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar as the chart's migration job runs it. */
class MigrationIT {
    private static final Path JAR = Path.of(System.getProperty("tallyport.jar", "target/tallyport.jar"));

    @TempDir
    Path directory;

    @Test
    void it_migrates_and_ends_before_a_port_is_opened() throws Exception {
        Postgres server = Postgres.shared();
        String url = server.url(server.newDatabase());

        Ended first = migrate(url, server.password());

        assertThat(first.code).as(first.log).isZero();
        assertThat(first.log).contains("Successfully applied").doesNotContain("Netty started");
        assertThat(migrations(url, server)).isPositive();

        Ended again = migrate(url, server.password());

        assertThat(again.code).as(again.log).isZero();
        assertThat(again.log).contains("No migration necessary");
    }

    @Test
    void it_fails_where_the_database_does_not_let_it_in() throws Exception {
        Ended ended = migrate("jdbc:postgresql://localhost:1/nothing?connectTimeout=1", "wrong");

        assertThat(ended.code).as(ended.log).isEqualTo(1);
        assertThat(ended.log).contains("cannot be used");
    }

    @Test
    void the_jar_says_what_it_is_made_of() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getEntry("META-INF/sbom/application.cdx.json")).isNotNull();
        }
    }

    private Ended migrate(String url, String password) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dspring.context.exit=onRefresh",
                "-jar",
                JAR.toString(),
                "--server.port=0",
                "--management.server.port=0",
                "--tallyport.database.start-timeout=1s");
        builder.environment()
                .putAll(Map.of(
                        "TALLYPORT_DATA_DIR",
                        directory.resolve("data").toString(),
                        "TALLYPORT_DATABASE_URL",
                        url,
                        "TALLYPORT_DATABASE_USERNAME",
                        Postgres.shared().username(),
                        "TALLYPORT_DATABASE_PASSWORD",
                        password,
                        "TALLYPORT_UPSTREAM_API_KEYS",
                        "sk-upstream",
                        "TALLYPORT_KEY_PEPPER",
                        TestTenancy.PEPPER));
        Process process = builder.redirectErrorStream(true).start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), log);
    }

    private static int migrations(String url, Postgres server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, server.username(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM flyway_schema_history WHERE success")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private record Ended(int code, String log) {}
}
