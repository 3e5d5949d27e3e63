package io.github.tallyport.access;

import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;

class CallersOnSqliteTest extends CallersContract {
    @Override
    OpenDatabase open(Path directory) {
        return OpenDatabase.sqlite(directory);
    }
}
