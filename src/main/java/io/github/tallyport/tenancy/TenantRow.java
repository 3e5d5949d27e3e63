package io.github.tallyport.tenancy;

import io.github.tallyport.catalogue.Caching;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** A tenant as its table has it, wherever {@code tenants t} is selected from. */
final class TenantRow {
    static final String COLUMNS = """
            t.id AS t_id, t.name AS t_name, t.time_zone AS t_time_zone, t.on_disconnect AS t_on_disconnect, t.on_low_budget AS t_on_low_budget,
            t.caching AS t_caching,
            t.models AS t_models, t.limits AS t_limits, t.budgets AS t_budgets, t.disabled_at AS t_disabled_at,
            t.created_at AS t_created_at, t.version AS t_version
            """;

    private TenantRow() {}

    static Tenant read(ResultSet row) throws SQLException {
        return new Tenant(
                row.getString("t_id"),
                row.getString("t_name"),
                ZoneId.of(row.getString("t_time_zone")),
                new Policies(
                        OnDisconnect.valueOf(name(row, "t_on_disconnect")),
                        OnLowBudget.valueOf(name(row, "t_on_low_budget")),
                        Caching.valueOf(name(row, "t_caching"))),
                new TermsText(row.getString("t_models"), row.getString("t_limits"), row.getString("t_budgets")).terms(),
                Columns.moment(row, "t_disabled_at"),
                Instant.ofEpochMilli(row.getLong("t_created_at")),
                row.getLong("t_version"),
                false);
    }

    static String text(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static String name(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }
}
