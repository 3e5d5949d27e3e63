package io.github.tallyport.tenancy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The SQL of keys, without their secrets. What writes says whether there was a row to write. */
final class KeyTable {
    private static final String SELECT =
            "SELECT " + KeyRow.COLUMNS + " FROM keys k JOIN secrets n ON " + KeyRow.NEWEST_SECRET + " ";

    private final NamedParameterJdbcOperations batches;
    private final JdbcClient jdbc;

    KeyTable(NamedParameterJdbcOperations jdbc) {
        this.batches = jdbc;
        this.jdbc = JdbcClient.create(jdbc);
    }

    Optional<Key> find(String id) {
        return jdbc.sql(SELECT + "WHERE k.id = :id")
                .param("id", id)
                .query((row, number) -> KeyRow.read(row))
                .optional();
    }

    List<Key> after(String tenant, @Nullable String id, int limit) {
        return jdbc.sql(SELECT + "WHERE k.tenant_id = :tenant AND k.id > :after ORDER BY k.id LIMIT :limit")
                .param("tenant", tenant)
                .param("after", id == null ? "" : id)
                .param("limit", limit)
                .query((row, number) -> KeyRow.read(row))
                .list();
    }

    /** Nothing, where the tenant is not there. */
    boolean insert(String tenant, String id, NewKey key, Instant now) {
        StatementSpec insert = jdbc.sql("""
                INSERT INTO keys (id, tenant_id, name, models, limits, budgets, expires_at, created_at, version)
                SELECT :id, tenants.id, :name, :models, :limits, :budgets, :expiresAt, :now, 1
                  FROM tenants WHERE tenants.id = :tenant
                """).param("tenant", tenant).param("now", now.toEpochMilli());
        return written(with(new KeyChange(key.name(), key.terms(), key.expiresAt()), insert), id);
    }

    boolean update(String id, long version, KeyChange change) {
        StatementSpec update = jdbc.sql("""
                UPDATE keys SET name = :name, models = :models, limits = :limits, budgets = :budgets,
                       expires_at = :expiresAt, version = version + 1
                 WHERE id = :id AND version = :version
                """).param("version", version);
        return written(with(change, update), id);
    }

    Switch enabled() {
        return new Switch(jdbc, "keys");
    }

    /** Raises the version; whoever else writes this key waits for the end of the transaction. */
    boolean lock(String id) {
        return written(jdbc.sql("UPDATE keys SET version = version + 1 WHERE id = :id"), id);
    }

    /** With its secrets. */
    boolean delete(String id, long version) {
        return written(
                jdbc.sql("DELETE FROM keys WHERE id = :id AND version = :version")
                        .param("version", version),
                id);
    }

    /** In the order of the ids, so that two replicas cannot wait for each other. */
    void used(Map<String, Instant> lastUses) {
        MapSqlParameterSource[] batch = new TreeMap<>(lastUses)
                .entrySet().stream()
                        .map(use -> new MapSqlParameterSource("id", use.getKey())
                                .addValue("at", use.getValue().toEpochMilli()))
                        .toArray(MapSqlParameterSource[]::new);
        batches.batchUpdate(
                "UPDATE keys SET last_used_at = :at WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :at)",
                batch);
    }

    private static StatementSpec with(KeyChange change, StatementSpec statement) {
        return TermsText.of(change.terms())
                .in(statement)
                .param("name", change.name())
                .param("expiresAt", Columns.millis(change.expiresAt()));
    }

    private static boolean written(StatementSpec statement, String id) {
        return statement.param("id", id).update() == 1;
    }
}
