package io.github.tallyport.storage;

import io.github.tallyport.servers.Postgres;
import java.nio.file.Path;

/** Every fact about tables is shown on both. */
public enum DatabaseKind {
    SQLITE {
        @Override
        public OpenDatabase fresh(Path directory) {
            return OpenDatabase.sqlite(directory);
        }
    },
    POSTGRESQL {
        @Override
        public OpenDatabase fresh(Path directory) {
            return OpenDatabase.postgresql(directory, Postgres.shared().newDatabase());
        }
    };

    /** A new database, migrated; {@code directory} is empty and the test's own. */
    public abstract OpenDatabase fresh(Path directory);
}
