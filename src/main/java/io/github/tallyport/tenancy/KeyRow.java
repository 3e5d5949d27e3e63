package io.github.tallyport.tenancy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A key as its table has it, wherever {@code keys k} is selected from with its newest secret {@code n}. */
final class KeyRow {
    static final String COLUMNS = """
            k.id AS k_id, k.tenant_id AS k_tenant_id, k.name AS k_name, n.redacted AS k_redacted, k.models AS k_models,
            k.limits AS k_limits, k.budgets AS k_budgets, k.expires_at AS k_expires_at, k.disabled_at AS k_disabled_at,
            k.created_at AS k_created_at, k.last_used_at AS k_last_used_at, k.version AS k_version
            """;
    static final String NEWEST_SECRET = "n.key_id = k.id AND n.valid_until IS NULL";

    private KeyRow() {}

    static Key read(ResultSet row) throws SQLException {
        return new Key(
                row.getString("k_id"),
                row.getString("k_tenant_id"),
                row.getString("k_name"),
                row.getString("k_redacted"),
                new TermsText(row.getString("k_models"), row.getString("k_limits"), row.getString("k_budgets")).terms(),
                Columns.moment(row, "k_expires_at"),
                Columns.moment(row, "k_disabled_at"),
                Instant.ofEpochMilli(row.getLong("k_created_at")),
                Columns.moment(row, "k_last_used_at"),
                row.getLong("k_version"),
                false);
    }
}
