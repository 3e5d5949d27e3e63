package io.github.tallyport.access;

import io.github.tallyport.servers.Postgres;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;

class CallersOnPostgresqlTest extends CallersContract {
    private final String name = Postgres.shared().newDatabase();

    @Override
    OpenDatabase open(Path directory) {
        return OpenDatabase.postgresql(directory, name);
    }
}
