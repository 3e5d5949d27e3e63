package io.github.tallyport.access;

import io.github.tallyport.storage.DatabaseKind;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A tenant {@code acme} and one replica, on a new database for each test. */
abstract class OnEitherDatabase {
    private final DatabaseKind kind;
    OpenDatabase database;
    Replica replica;

    OnEitherDatabase(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        database = kind.fresh(directory);
        replica = new Replica(database);
        replica.tenants()
                .create(new NewTenant(
                        "acme",
                        "Acme",
                        ZoneId.of("Asia/Shanghai"),
                        OnDisconnect.DRAIN,
                        AllowList.of("model-a", "model-b")));
    }

    @AfterEach
    void stop() {
        replica.close();
        database.close();
    }

    IssuedKey issued() {
        return replica.keys().issue("acme", NewKey.named("ci"));
    }

    /** All there is in the tables. */
    String everything() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of("tenants", "keys", "secrets", "access_counter", "access_changes")) {
            all.append(database.jdbc().sql("SELECT * FROM " + table).query().listOfRows());
        }
        return all.toString();
    }
}
