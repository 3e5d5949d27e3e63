package io.github.tallyport.access;

import io.github.tallyport.storage.DatabaseKind;
import io.github.tallyport.storage.OpenDatabase;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.TestTenancy;
import java.nio.file.Path;
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
        replica.tenants().create(TestTenancy.ACME);
    }

    @AfterEach
    void stop() {
        replica.close();
        database.close();
    }

    IssuedKey issued() {
        return replica.keys().issue("acme", NewKey.named("ci"));
    }
}
