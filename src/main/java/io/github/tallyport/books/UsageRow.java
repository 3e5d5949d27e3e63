package io.github.tallyport.books;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** One line of a report. */
public record UsageRow(Names names, Totals totals) {
    /**
     * What it is about; null is what the report is not grouped by.
     *
     * @param model empty for requests that named none
     */
    public record Names(
            @Nullable String tenant,
            @Nullable String key,
            @Nullable String model,
            @Nullable LocalDate day) {
        static final Names NONE = new Names(null, null, null, null);

        /** Of names of one grouping. */
        static final Comparator<Names> ORDER = Comparator.comparing((Names names) -> text(names.tenant))
                .thenComparing(names -> text(names.key))
                .thenComparing(names -> text(names.model));

        StatementSpec in(StatementSpec statement) {
            return statement
                    .param("after_tenant_id", tenant)
                    .param("after_key_id", key)
                    .param("after_model", model)
                    .param("after_local_day", day == null ? null : day.toEpochDay());
        }

        private static String text(@Nullable String name) {
            return name == null ? "" : name;
        }

        static Names read(ResultSet row, Set<Grouping> by) throws SQLException {
            return new Names(
                    by.contains(Grouping.TENANT) ? row.getString("tenant_id") : null,
                    by.contains(Grouping.KEY) ? row.getString("key_id") : null,
                    by.contains(Grouping.MODEL) ? row.getString("model") : null,
                    by.contains(Grouping.DAY) ? LocalDate.ofEpochDay(row.getLong("local_day")) : null);
        }
    }
}
