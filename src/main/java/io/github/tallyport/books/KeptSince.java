package io.github.tallyport.books;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Since when all rows are there: a whole quarter of an hour that only moves forward. */
final class KeptSince {
    /** For the statements of others. */
    static final String SQL = "(SELECT since FROM requests_kept WHERE id = 1)";

    private final JdbcClient jdbc;

    KeptSince(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Epoch milliseconds. */
    long read() {
        return jdbc.sql("SELECT since FROM requests_kept WHERE id = 1")
                .query(Long.class)
                .single();
    }

    /** The same, and it stays so until the end of the transaction. */
    long hold() {
        jdbc.sql("UPDATE requests_kept SET since = since WHERE id = 1").update();
        return read();
    }

    /** Rows received before may go from this transaction on. */
    void moveTo(long moment) {
        jdbc.sql("UPDATE requests_kept SET since = CASE WHEN since < :moment THEN :moment ELSE since END WHERE id = 1")
                .param("moment", moment)
                .update();
    }
}
