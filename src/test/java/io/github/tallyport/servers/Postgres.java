package io.github.tallyport.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** One PostgreSQL for the whole run: in a container where an engine answers and has the image, else as a process. */
public final class Postgres {
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
    private static final String REPOSITORY = "postgres";
    private static final String TAG = "17-alpine";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String host;
    private final int port;
    private final String username;
    private final String password;

    private Postgres(String host, int port, String username, String password) {
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
    }

    /** Started on first use; ends with the JVM. */
    public static Postgres shared() {
        return Shared.SERVER;
    }

    /** An empty database of the caller's own: its name. */
    public String newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"), username, password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("the test server does not make databases", e);
        }
        return name;
    }

    public String url(String database) {
        return url(host, port, database);
    }

    /** The same database by another way, such as a {@link Cable}. */
    public static String url(String host, int port, String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    private static final class Shared {
        private static final Postgres SERVER = start();

        private static Postgres start() {
            Postgres contained = Images.started(REPOSITORY, TAG, Shared::contained);
            return contained == null ? asProcess() : contained;
        }

        private static Postgres contained() {
            PostgreSQLContainer container = new PostgreSQLContainer(REPOSITORY + ":" + TAG);
            container.start();
            return new Postgres(
                    container.getHost(),
                    container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                    container.getUsername(),
                    container.getPassword());
        }

        private static Postgres asProcess() {
            try {
                EmbeddedPostgres process = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(process)));
                LOG.info("PostgreSQL for tests: process on port {}", process.getPort());
                return new Postgres("localhost", process.getPort(), "postgres", "postgres");
            } catch (IOException e) {
                throw new UncheckedIOException("no PostgreSQL for tests", e);
            }
        }

        private static void close(EmbeddedPostgres process) {
            try {
                process.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
