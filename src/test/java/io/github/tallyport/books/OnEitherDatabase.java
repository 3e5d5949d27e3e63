package io.github.tallyport.books;

import io.github.tallyport.storage.DatabaseKind;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Empty books, on a new database for each test. */
abstract class OnEitherDatabase {
    /** When it is now: a little after the last of {@link RandomRequests}. */
    static final Instant NOW = RandomRequests.LAST.plusSeconds(3600);

    private final DatabaseKind kind;
    OpenDatabase database;
    Books books;
    Reports reports;

    OnEitherDatabase(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        database = kind.fresh(directory);
        books = new Books(database.operations(), database.transactions(), () -> NOW);
        reports = new Reports(database.jdbc());
    }

    @AfterEach
    void stop() {
        database.close();
    }

    Verified verified() {
        return new Verification(database.jdbc(), JournalCheck.NONE, System::nanoTime).run();
    }

    void sql(String statement) {
        database.jdbc().sql(statement).update();
    }
}
