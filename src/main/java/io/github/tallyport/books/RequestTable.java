package io.github.tallyport.books;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;

/** Writes rows. */
final class RequestTable {
    private static final Comparator<Booked> ORDER =
            Comparator.comparingLong(Booked::journal).thenComparingLong(Booked::number);
    private static final String INSERT = "INSERT INTO requests ("
            + RequestValues.COLUMNS.stream().map(RequestValues.Column::name).collect(Collectors.joining(", "))
            + ") VALUES (" + String.join(", ", Collections.nCopies(RequestValues.COLUMNS.size(), "?"))
            + ") ON CONFLICT (journal, entry_number) DO NOTHING";

    private final JdbcOperations jdbc;

    RequestTable(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that were not there before. In the order of their names, so that two replicas cannot wait for each other. */
    List<Booked> insert(List<Booked> batch) {
        List<Booked> ordered = batch.stream().sorted(ORDER).toList();
        int[] counts = jdbc.batchUpdate(INSERT, rows(ordered));
        List<Booked> fresh = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalStateException(
                        "the driver does not say which rows are new: take reWriteBatchedInserts out of the database's URL");
            }
            if (counts[i] == 1) {
                fresh.add(ordered.get(i));
            }
        }
        return fresh;
    }

    /** What is no row is so for good, and is not to be tried again with all the others. */
    private static RequestValues values(Booked one) {
        try {
            return RequestValues.of(one);
        } catch (RuntimeException e) {
            throw new DataIntegrityViolationException("it is no row", e);
        }
    }

    private static BatchPreparedStatementSetter rows(List<Booked> batch) {
        return new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int i) throws SQLException {
                values(batch.get(i)).fill(statement);
            }

            @Override
            public int getBatchSize() {
                return batch.size();
            }
        };
    }
}
