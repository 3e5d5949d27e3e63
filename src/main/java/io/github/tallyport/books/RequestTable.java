package io.github.tallyport.books;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Writes rows. */
final class RequestTable {
    private static final Comparator<Booked> ORDER =
            Comparator.comparingLong(Booked::journal).thenComparingLong(Booked::number);
    private static final String INSERT = "INSERT INTO requests (" + String.join(", ", RequestColumns.NAMES)
            + ") VALUES (:" + String.join(", :", RequestColumns.NAMES)
            + ") ON CONFLICT (journal, entry_number) DO NOTHING";

    private final NamedParameterJdbcOperations jdbc;

    RequestTable(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that were not there before. In the order of their names, so that two replicas cannot wait for each other. */
    List<Booked> insert(List<Booked> batch) {
        List<Booked> ordered = batch.stream().sorted(ORDER).toList();
        int[] counts = jdbc.batchUpdate(
                INSERT, ordered.stream().map(RequestColumns::of).toArray(SqlParameterSource[]::new));
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
}
