package io.github.tallyport.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The gateway cannot keep anything, so it does not start. */
public final class StorageUnusable extends RuntimeException {
    private final String remedy;

    private StorageUnusable(String what, String remedy, Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    /** @param where fit for the log */
    static StorageUnusable database(String where, SQLException why) {
        return new StorageUnusable(
                "The database " + where + " cannot be used: " + why.getMessage(),
                "Check TALLYPORT_DATABASE_URL, TALLYPORT_DATABASE_USERNAME and TALLYPORT_DATABASE_PASSWORD, and that the"
                        + " database runs and can be reached from here.",
                why);
    }

    static StorageUnusable directory(Path path, IOException why) {
        return new StorageUnusable(
                "The data directory " + path + " cannot be made: " + why,
                "Set TALLYPORT_DATA_DIR to a directory that the gateway may write to.",
                why);
    }

    /** What to do about it, for a person. */
    public String remedy() {
        return remedy;
    }
}
