package io.github.tallyport.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks the database who a secret belongs to: one statement, so that the answer and its change number fit together. */
final class KeyQuery {
    private static final String SQL = """
            SELECT c.number, k.id AS key_id, k.tenant_id, k.models AS key_models, k.disabled_at AS key_disabled_at,
                   k.expires_at, s.valid_until, t.models AS tenant_models, t.time_zone, t.on_disconnect,
                   t.disabled_at AS tenant_disabled_at
              FROM access_counter c
              LEFT JOIN secrets s ON s.hash = :hash
              LEFT JOIN keys k ON k.id = s.key_id
              LEFT JOIN tenants t ON t.id = k.tenant_id
             WHERE c.id = 1
            """;

    private final JdbcClient jdbc;

    KeyQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Blocks. */
    Finding find(Fingerprint fingerprint) {
        return jdbc.sql(SQL)
                .param("hash", fingerprint.hex())
                .query((row, number) -> finding(row))
                .single();
    }

    private static Finding finding(ResultSet row) throws SQLException {
        long asOf = row.getLong("number");
        return row.getString("key_id") == null ? new Finding(asOf, null) : new Finding(asOf, key(row));
    }

    private static KnownKey key(ResultSet row) throws SQLException {
        Caller caller = new Caller(
                row.getString("tenant_id"),
                row.getString("key_id"),
                AllowListText.read(row.getString("tenant_models")).and(AllowListText.read(row.getString("key_models"))),
                ZoneId.of(row.getString("time_zone")),
                OnDisconnect.valueOf(row.getString("on_disconnect").toUpperCase(Locale.ROOT)));
        boolean disabled = isSet(row, "key_disabled_at") || isSet(row, "tenant_disabled_at");
        return new KnownKey(caller, disabled, Math.min(end(row, "expires_at"), end(row, "valid_until")));
    }

    private static boolean isSet(ResultSet row, String column) throws SQLException {
        row.getLong(column);
        return !row.wasNull();
    }

    private static long end(ResultSet row, String column) throws SQLException {
        long end = row.getLong(column);
        return row.wasNull() ? Long.MAX_VALUE : end;
    }
}
