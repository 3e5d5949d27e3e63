package io.github.tallyport.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Notes admin writes and shows them. All calls block: never from an event loop. */
public final class AuditLog {
    private final JdbcClient jdbc;
    private final InstantSource clock;

    public AuditLog(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes a write in the transaction that makes it. Last of all: other writers wait for the number from here to the commit.
     *
     * @throws IllegalStateException outside of a transaction
     */
    public AuditEntry append(AdminWrite write) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a write and its audit are one transaction");
        }
        AuditEntry entry = new AuditEntry(next(), Instant.ofEpochMilli(clock.millis()), write);
        jdbc.sql("""
                INSERT INTO audit (number, at, operator, action, subject, value_before, value_after, request_id)
                VALUES (:number, :at, :operator, :action, :subject, :before, :after, :requestId)
                """)
                .param("number", entry.number())
                .param("at", entry.at().toEpochMilli())
                .param("operator", write.operator())
                .param("action", write.action())
                .param("subject", write.subject())
                .param("before", write.before())
                .param("after", write.after())
                .param("requestId", write.requestId())
                .update();
        return entry;
    }

    /**
     * The newest first.
     *
     * @param before only entries with a lower number; null for the newest of all
     * @param subject only entries about this; null for all
     * @param operator only entries of this one; null for all
     * @param most how many, 1 or more: one more than are shown tells whether others follow
     */
    public List<AuditEntry> newest(
            @Nullable Long before, @Nullable String subject, @Nullable String operator, int most) {
        String ofSubject = subject == null ? "" : " AND subject = :subject";
        String ofOperator = operator == null ? "" : " AND operator = :operator";
        StatementSpec select = jdbc.sql("SELECT * FROM audit WHERE number < :before" + ofSubject + ofOperator
                + " ORDER BY number DESC LIMIT :most");
        return select.param("before", before == null ? Long.MAX_VALUE : before)
                .param("subject", subject)
                .param("operator", operator)
                .param("most", most)
                .query((row, number) -> entry(row))
                .list();
    }

    private long next() {
        jdbc.sql("UPDATE audit_counter SET number = number + 1 WHERE id = 1").update();
        return jdbc.sql("SELECT number FROM audit_counter WHERE id = 1")
                .query(Long.class)
                .single();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        AdminWrite write = new AdminWrite(
                row.getString("operator"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("value_before"),
                row.getString("value_after"),
                row.getString("request_id"));
        return new AuditEntry(row.getLong("number"), Instant.ofEpochMilli(row.getLong("at")), write);
    }
}
