package io.github.tallyport.books;

import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Whose requests are asked for: those that are in all three.
 *
 * @param tenants ids; empty for all
 * @param keys public ids; empty for all
 * @param models ids of the catalogue; empty for all
 */
public record Reach(Set<String> tenants, Set<String> keys, Set<String> models) {
    public static final Reach ALL = new Reach(Set.of(), Set.of(), Set.of());

    public Reach {
        tenants = Set.copyOf(tenants);
        keys = Set.copyOf(keys);
        models = Set.copyOf(models);
    }

    public static Reach ofTenant(String tenant) {
        return new Reach(Set.of(tenant), Set.of(), Set.of());
    }

    public static Reach ofKey(String key) {
        return new Reach(Set.of(), Set.of(key), Set.of());
    }

    /** For the end of a WHERE, with the parameters of {@link #in}. */
    String sql() {
        return narrowed(tenants, " AND tenant_id IN (:tenants)")
                + narrowed(keys, " AND key_id IN (:keys)")
                + narrowed(models, " AND model IN (:models)");
    }

    private static String narrowed(Collection<String> names, String sql) {
        return names.isEmpty() ? "" : sql;
    }

    StatementSpec in(StatementSpec statement) {
        return statement.param("tenants", tenants).param("keys", keys).param("models", models);
    }
}
