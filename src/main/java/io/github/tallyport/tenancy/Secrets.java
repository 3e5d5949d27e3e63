package io.github.tallyport.tenancy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says whose a secret is, and what has changed since. All calls block: never from an event loop. */
public final class Secrets {
    /** One statement, so that the answer and its change number fit together. */
    private static final String FIND = "SELECT c.number, s.valid_until AS s_valid_until, " + TenantRow.COLUMNS + ", "
            + KeyRow.COLUMNS + """
              FROM access_counter c
              LEFT JOIN secrets s ON s.hash = :hash
              LEFT JOIN keys k ON k.id = s.key_id
              LEFT JOIN secrets n ON\s""" + KeyRow.NEWEST_SECRET + """

              LEFT JOIN tenants t ON t.id = k.tenant_id
             WHERE c.id = 1
            """;

    private final JdbcClient jdbc;
    private final Declared declared;

    Secrets(JdbcClient jdbc, Declared declared) {
        this.jdbc = jdbc;
        this.declared = declared;
    }

    /** Of what is stored; the secrets of declared keys need no question. */
    public Finding find(Fingerprint fingerprint) {
        return jdbc.sql(FIND)
                .param("hash", fingerprint.hex())
                .query((row, number) -> new Finding(row.getLong("number"), holder(row)))
                .single();
    }

    /** The number of the newest change; numbers have no gaps, and become visible in their order. */
    public long newest() {
        return jdbc.sql("SELECT number FROM access_counter WHERE id = 1")
                .query(Long.class)
                .single();
    }

    /** Those that are still kept, of the newest thousand: fewer than {@code upTo - after} when others are lost. */
    public List<Change> since(long after, long upTo) {
        return jdbc.sql("SELECT tenant_id, key_id, changed_at FROM access_changes"
                        + " WHERE number > :after AND number <= :upTo ORDER BY number")
                .param("after", after)
                .param("upTo", upTo)
                .query((row, number) -> change(row))
                .list();
    }

    private @Nullable Holder holder(ResultSet row) throws SQLException {
        return row.getString("k_id") == null
                ? null
                : declared.instead(
                        new Holder(TenantRow.read(row), KeyRow.read(row), Columns.moment(row, "s_valid_until")));
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getString("tenant_id"), row.getString("key_id"), Instant.ofEpochMilli(row.getLong("changed_at")));
    }
}
