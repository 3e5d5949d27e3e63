package io.github.tallyport.books;

import java.sql.SQLException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Tells a row that the database will never take from a database that does not take rows now. Whatever is not known to be the
 * row's own fault is tried again.
 */
final class DataErrors {
    private static final int SQLITE_PRIMARY_CODE = 0xFF;
    private static final int SQLITE_TOO_BIG = 18;
    private static final int SQLITE_CONSTRAINT = 19;
    private static final int SQLITE_MISMATCH = 20;

    private DataErrors() {}

    static boolean is(Throwable thrown) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            if (one instanceof DataIntegrityViolationException
                    || one instanceof ArithmeticException
                    || (one instanceof SQLException sql && isOfRow(sql))) {
                return true;
            }
        }
        return false;
    }

    /** PostgreSQL gives states: 22, bad data; 23, a constraint. SQLite gives numbers and no state. */
    private static boolean isOfRow(SQLException thrown) {
        String state = thrown.getSQLState();
        if (state != null) {
            return state.startsWith("22") || state.startsWith("23");
        }
        int code = thrown.getErrorCode() & SQLITE_PRIMARY_CODE;
        return code == SQLITE_TOO_BIG || code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH;
    }
}
