package io.github.tallyport.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Makes and changes tenants; every replica acts on it within two seconds. All calls block: never from an event loop. */
public final class Tenants {
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ChangeLog changes;
    private final InstantSource clock;

    Tenants(JdbcClient jdbc, TransactionOperations transactions, ChangeLog changes, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.changes = changes;
        this.clock = clock;
    }

    /** Whether it was made; otherwise the id is taken, and nothing changed. */
    public boolean create(NewTenant tenant) {
        return transactions.execute(transaction -> insert(tenant));
    }

    public Optional<Tenant> find(String id) {
        return jdbc.sql("SELECT * FROM tenants WHERE id = :id")
                .param("id", id)
                .query((row, number) -> tenant(row))
                .optional();
    }

    /** None of its keys is good until it is enabled again. Whether there is such a tenant. */
    public boolean disable(String id) {
        return disabledSince(id, clock.millis());
    }

    /** The opposite; keys that were disabled themselves stay so. */
    public boolean enable(String id) {
        return disabledSince(id, null);
    }

    private boolean insert(NewTenant tenant) {
        boolean made = jdbc.sql("""
                        INSERT INTO tenants (id, name, time_zone, on_disconnect, models, created_at, version)
                        VALUES (:id, :name, :zone, :onDisconnect, :models, :now, 1)
                        ON CONFLICT (id) DO NOTHING
                        """)
                        .param("id", tenant.id())
                        .param("name", tenant.name())
                        .param("zone", tenant.zone().getId())
                        .param("onDisconnect", tenant.onDisconnect().name().toLowerCase(Locale.ROOT))
                        .param("models", AllowListText.write(tenant.models()))
                        .param("now", clock.millis())
                        .update()
                == 1;
        if (made) {
            changes.tenantChanged(tenant.id());
        }
        return made;
    }

    private boolean disabledSince(String id, @Nullable Long moment) {
        return transactions.execute(transaction -> {
            boolean found = jdbc.sql("UPDATE tenants SET disabled_at = :moment, version = version + 1 WHERE id = :id")
                            .param("moment", moment)
                            .param("id", id)
                            .update()
                    == 1;
            if (found) {
                changes.tenantChanged(id);
            }
            return found;
        });
    }

    private static Tenant tenant(ResultSet row) throws SQLException {
        long disabledAt = row.getLong("disabled_at");
        boolean enabled = row.wasNull();
        return new Tenant(
                row.getString("id"),
                row.getString("name"),
                ZoneId.of(row.getString("time_zone")),
                OnDisconnect.valueOf(row.getString("on_disconnect").toUpperCase(Locale.ROOT)),
                AllowListText.read(row.getString("models")),
                enabled ? null : Instant.ofEpochMilli(disabledAt),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getLong("version"));
    }
}
