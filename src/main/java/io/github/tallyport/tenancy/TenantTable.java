package io.github.tallyport.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The SQL of tenants. What writes says whether there was a row to write. */
final class TenantTable {
    private static final String SELECT = "SELECT " + TenantRow.COLUMNS + " FROM tenants t ";

    private final JdbcClient jdbc;

    TenantTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Tenant> find(String id) {
        return jdbc.sql(SELECT + "WHERE t.id = :id")
                .param("id", id)
                .query((row, number) -> TenantRow.read(row))
                .optional();
    }

    List<Tenant> after(@Nullable String id, int limit) {
        return jdbc.sql(SELECT + "WHERE t.id > :after ORDER BY t.id LIMIT :limit")
                .param("after", id == null ? "" : id)
                .param("limit", limit)
                .query((row, number) -> TenantRow.read(row))
                .list();
    }

    boolean insert(NewTenant tenant, Instant now) {
        StatementSpec insert = jdbc.sql("""
                INSERT INTO tenants (id, name, time_zone, on_disconnect, on_low_budget, caching, models, limits, budgets, created_at, version)
                VALUES (:id, :name, :zone, :onDisconnect, :onLowBudget, :caching, :models, :limits, :budgets, :now, 1)
                ON CONFLICT (id) DO NOTHING
                """).param("now", now.toEpochMilli());
        TenantChange rest = new TenantChange(tenant.name(), tenant.zone(), tenant.policies(), tenant.terms());
        return written(with(rest, insert), tenant.id());
    }

    boolean update(String id, long version, TenantChange change) {
        StatementSpec update = jdbc.sql("""
                UPDATE tenants SET name = :name, time_zone = :zone, on_disconnect = :onDisconnect,
                       on_low_budget = :onLowBudget, caching = :caching, models = :models, limits = :limits, budgets = :budgets, version = version + 1
                 WHERE id = :id AND version = :version
                """).param("version", version);
        return written(with(change, update), id);
    }

    Switch enabled() {
        return new Switch(jdbc, "tenants");
    }

    private static StatementSpec with(TenantChange change, StatementSpec statement) {
        return TermsText.of(change.terms())
                .in(statement)
                .param("name", change.name())
                .param("zone", change.zone().getId())
                .param("onDisconnect", TenantRow.text(change.policies().onDisconnect()))
                .param("onLowBudget", TenantRow.text(change.policies().onLowBudget()))
                .param("caching", TenantRow.text(change.policies().caching()));
    }

    private static boolean written(StatementSpec statement, String id) {
        return statement.param("id", id).update() == 1;
    }
}
