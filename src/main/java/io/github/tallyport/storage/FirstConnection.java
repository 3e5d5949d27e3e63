package io.github.tallyport.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a database that starts beside the gateway, so that the order in which a cluster comes up does not matter. */
final class FirstConnection {
    private static final Logger LOG = LoggerFactory.getLogger(FirstConnection.class);

    private final String where;
    private final Duration patience;
    private final InstantSource clock;

    FirstConnection(String where, Duration patience, InstantSource clock) {
        this.where = where;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * A pool that has connected once. Each try takes as long as the pool's own connection time-out.
     *
     * @throws StorageUnusable when the patience is over, or at once where waiting cannot help
     */
    HikariDataSource of(HikariConfig config) {
        HikariDataSource pool = new HikariDataSource(config);
        Instant end = clock.instant().plus(patience);
        while (true) {
            try (Connection connection = pool.getConnection()) {
                LOG.debug("connected to {}", connection.getMetaData().getDatabaseProductName());
                return pool;
            } catch (SQLException e) {
                SQLException reason = reason(e);
                if (isFinal(reason) || !clock.instant().isBefore(end)) {
                    pool.close();
                    throw StorageUnusable.database(where, reason);
                }
                LOG.warn("Waiting for the database {}: {}", where, reason.getMessage());
            }
        }
    }

    /** The pool's time-out hides the driver's own words. */
    private static SQLException reason(SQLException thrown) {
        return thrown.getCause() instanceof SQLException cause ? cause : thrown;
    }

    /** Wrong password (28), no such database (3D). */
    private static boolean isFinal(SQLException reason) {
        String state = reason.getSQLState();
        return state != null && (state.startsWith("28") || state.startsWith("3D"));
    }
}
