package io.github.tallyport.tenancy;

import io.github.tallyport.storage.DatabaseKind;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A tenant {@code acme}, on a new database for each test, at a time of the test's choosing. */
abstract class OnEitherDatabase {
    private final DatabaseKind kind;
    OpenDatabase database;
    Tenants tenants;
    Keys keys;
    Secrets secrets;
    Instant now = TestTenancy.START;

    OnEitherDatabase(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        database = kind.fresh(directory);
        Tenancy tenancy = TestTenancy.over(database, () -> now);
        tenants = tenancy.tenants();
        keys = tenancy.keys();
        secrets = tenancy.secrets();
        tenants.create(TestTenancy.ACME);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    IssuedKey issued() {
        return keys.issue("acme", NewKey.named("ci"));
    }

    Finding found(String secret) {
        return secrets.find(new Pepper(TestTenancy.PEPPER).fingerprint(secret));
    }

    Holder holder(String secret) {
        return Objects.requireNonNull(found(secret).holder());
    }

    boolean isGood(IssuedKey issued) {
        @Nullable Holder holder = found(issued.secret()).holder();
        return holder != null && holder.end() > now.toEpochMilli();
    }

    Change newest() {
        return secrets.since(secrets.newest() - 1, secrets.newest()).getFirst();
    }

    long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
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
