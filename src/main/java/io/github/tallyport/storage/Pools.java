package io.github.tallyport.storage;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** How connections of either database are made, and how many. */
final class Pools {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private final StorageProperties.Database database;
    private final DataDirectory directory;

    Pools(StorageProperties.Database database, DataDirectory directory) {
        this.database = database;
        this.directory = directory;
    }

    HikariConfig config() {
        HikariConfig config = isFile() ? sqlite() : postgresql();
        config.setPoolName("tallyport");
        config.setConnectionTimeout(database.connectionTimeout().toMillis());
        config.setValidationTimeout(database.connectionTimeout().toMillis());
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /**
     * SQLite has one writer; one connection makes everybody wait in the pool's queue rather than in the driver's busy loop.
     * A commit is on disk when it returns: what was acknowledged survives the machine, not only the process. SQLite's own
     * locks around each of its calls are left out, as the pool gives the connection to one thread at a time and the driver
     * locks it as well; they take a twentieth of a row's time.
     */
    private HikariConfig sqlite() {
        SQLiteConfig pragmas = new SQLiteConfig();
        pragmas.setJournalMode(SQLiteConfig.JournalMode.WAL);
        pragmas.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        pragmas.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        pragmas.setOpenMode(SQLiteOpenMode.NOMUTEX);
        pragmas.setBusyTimeout(Math.toIntExact(database.statementTimeout().toMillis()));
        pragmas.enforceForeignKeys(true);
        SQLiteDataSource file = new SQLiteDataSource(pragmas);
        file.setUrl(url());
        HikariConfig config = new HikariConfig();
        config.setDataSource(file);
        config.setMaximumPoolSize(1);
        config.setMaxLifetime(0);
        return config;
    }

    private HikariConfig postgresql() {
        if (!url().startsWith(POSTGRESQL)) {
            throw StorageUnusable.database(
                    where(), new SQLException("its URL begins with neither " + POSTGRESQL + " nor " + SQLITE));
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setUsername(database.username());
        config.setPassword(database.password());
        config.setMaximumPoolSize(database.maxConnections());
        config.setMinimumIdle(1);
        config.setIdleTimeout(Duration.ofMinutes(5).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(10).toMillis());
        config.setConnectionInitSql(
                "SET statement_timeout = " + database.statementTimeout().toMillis());
        Properties driver = new Properties();
        driver.setProperty("connectTimeout", seconds(database.connectionTimeout()));
        driver.setProperty("loginTimeout", seconds(database.connectionTimeout()));
        driver.setProperty("socketTimeout", seconds(database.socketTimeout()));
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("ApplicationName", "tallyport");
        // rewritten batches do not say which of their rows were new, and the ledger adds up only those
        driver.setProperty("reWriteBatchedInserts", "false");
        // with details, what is said of a row that is refused repeats what is in it
        driver.setProperty("logServerErrorDetail", "false");
        config.setDataSourceProperties(driver);
        return config;
    }

    /** Where the database is, fit for the log. */
    String where() {
        return withoutQuery(url());
    }

    /** How long to wait for it at start: a server may come up beside the gateway, a file does not. */
    Duration patience() {
        return isFile() ? Duration.ZERO : database.startTimeout();
    }

    static String withoutQuery(String url) {
        int end = url.indexOf('?');
        return end < 0 ? url : url.substring(0, end);
    }

    private boolean isFile() {
        return url().startsWith(SQLITE);
    }

    private String url() {
        return database.url().isBlank() ? SQLITE + directory.file("tallyport.db") : database.url();
    }

    private static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.toSeconds()));
    }
}
