package io.github.tallyport.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.github.tallyport.servers.Cable;
import io.github.tallyport.servers.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A migrated database, opened the way the gateway opens it, that counts how often it is asked. */
public final class OpenDatabase implements AutoCloseable {
    private final AtomicInteger connections = new AtomicInteger();
    private final StorageProperties.Database database;
    private final DataDirectory directory;
    private final HikariDataSource pool;
    private final DataSource counted;

    private OpenDatabase(Path directory, String url, String username, String password) {
        this(
                DataDirectory.at(directory),
                new StorageProperties.Database(
                        url,
                        username,
                        password,
                        4,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30)));
    }

    private OpenDatabase(DataDirectory directory, StorageProperties.Database database) {
        this.directory = directory;
        this.database = database;
        Pools pools = new Pools(database, directory);
        pool = new FirstConnection(pools.where(), pools.patience(), InstantSource.system()).of(pools.config());
        Flyway.configure().dataSource(pool).load().migrate();
        counted = new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        };
    }

    /** The SQLite file of a data directory. */
    public static OpenDatabase sqlite(Path directory) {
        return new OpenDatabase(directory, "", "", "");
    }

    /** A database of the shared server, by its name. */
    public static OpenDatabase postgresql(Path directory, String name) {
        Postgres server = Postgres.shared();
        return new OpenDatabase(directory, server.url(name), server.username(), server.password());
    }

    /** The same, by way of a cable. */
    public static OpenDatabase postgresql(Path directory, String name, Cable cable) {
        Postgres server = Postgres.shared();
        String url = Postgres.url(cable.host(), cable.port(), name);
        return new OpenDatabase(directory, url, server.username(), server.password());
    }

    /** The same database by a pool of its own, as another replica has it. */
    public OpenDatabase again() {
        return new OpenDatabase(directory, database);
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(counted);
    }

    public NamedParameterJdbcOperations operations() {
        return new NamedParameterJdbcTemplate(counted);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(counted));
    }

    /** Connections asked for by queries and transactions so far. */
    public int connections() {
        return connections.get();
    }

    /** From now on nobody gets a connection. */
    public void lose() {
        pool.close();
    }

    @Override
    public void close() {
        pool.close();
    }
}
