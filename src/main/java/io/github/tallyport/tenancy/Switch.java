package io.github.tallyport.tenancy;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The SQL of what can be disabled, whichever of the two tables it is in. Both say whether it was otherwise before. */
final class Switch {
    private final JdbcClient jdbc;
    private final String update;

    Switch(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.update = "UPDATE " + table + " SET version = version + 1, disabled_at = ";
    }

    boolean off(String id, Instant now) {
        return written(jdbc.sql(update + ":now WHERE id = :id AND disabled_at IS NULL")
                .param("now", now.toEpochMilli())
                .param("id", id));
    }

    boolean on(String id) {
        return written(jdbc.sql(update + "NULL WHERE id = :id AND disabled_at IS NOT NULL")
                .param("id", id));
    }

    private static boolean written(StatementSpec statement) {
        return statement.update() == 1;
    }
}
