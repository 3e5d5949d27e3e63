package io.github.tallyport.storage;

/** The database did not let the gateway in while it was starting. */
public final class DatabaseUnreachable extends RuntimeException {
    DatabaseUnreachable(String where, Throwable why) {
        super("The database " + where + " cannot be used: " + why.getMessage(), why);
    }
}
