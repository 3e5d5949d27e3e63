package io.github.tallyport.books;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares sums with what they are of. One statement sees both sides at the same moment, and a sum is never without its rows,
 * so nothing has to stand still meanwhile.
 */
final class SumCheck {
    private static final List<String> COLUMNS =
            Stream.concat(Stream.of("requests"), Totals.COLUMNS.stream()).toList();
    private static final String SUMS =
            COLUMNS.stream().map(c -> "SUM(" + c + ") AS " + c).collect(Collectors.joining(", "));
    private static final String DIFFERENT =
            COLUMNS.stream().map(c -> "SUM(" + c + ") <> 0").collect(Collectors.joining(" OR "));
    private static final String PLUS = String.join(", ", COLUMNS);
    private static final String MINUS = COLUMNS.stream().map(c -> "-" + c).collect(Collectors.joining(", "));
    private static final String ROW_MINUS = "-1" + MINUS.substring("-requests".length());
    private static final String NAMES = ", tenant_id, key_id, model, local_day, ";
    private static final String COMPARE = "SELECT bucket" + NAMES + SUMS + " FROM (%s UNION ALL %s) AS both_sides"
            + " GROUP BY bucket, tenant_id, key_id, model, local_day HAVING " + DIFFERENT
            + " ORDER BY bucket, tenant_id, key_id, model, local_day";
    private static final String WITHIN = " AND bucket >= :from AND bucket < :to";

    /** Both sides reach back to where all rows are there. */
    private static final String QUARTERS_AND_ROWS = COMPARE.formatted(
            "SELECT bucket" + NAMES + PLUS + " FROM usage_sums WHERE span = 900000" + WITHIN + " AND bucket >= "
                    + KeptSince.SQL,
            "SELECT received_at / 900000 * 900000 AS bucket, tenant_id, key_id, COALESCE(model, '') AS model, local_day, "
                    + ROW_MINUS
                    + " FROM requests WHERE received_at >= :from AND received_at < :to AND received_at >= "
                    + KeptSince.SQL);

    /** These never go. */
    private static final String DAYS_AND_QUARTERS = COMPARE.formatted(
            "SELECT bucket" + NAMES + PLUS + " FROM usage_sums WHERE span = 86400000" + WITHIN,
            "SELECT bucket / 86400000 * 86400000 AS bucket" + NAMES + MINUS + " FROM usage_sums WHERE span = 900000"
                    + WITHIN);

    private final JdbcClient jdbc;

    SumCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param from like {@code to}, a whole quarter of an hour */
    void quarters(long from, long to, Findings findings) {
        compare(QUARTERS_AND_ROWS, "its rows", "the quarter of an hour from ", from, to, findings);
        findings.sums(count(Span.QUARTER, from, to));
    }

    /** @param from like {@code to}, a whole day */
    void days(long from, long to, Findings findings) {
        compare(DAYS_AND_QUARTERS, "its quarters of an hour", "the day from ", from, to, findings);
        findings.sums(count(Span.DAY, from, to));
    }

    private void compare(String sql, String parts, String stretch, long from, long to, Findings findings) {
        jdbc.sql(sql).param("from", from).param("to", to).query(row -> {
            findings.differs(
                    Difference.Kind.SUM, stretch + where(row), "The sum has " + what(row) + " than " + parts + ".");
        });
    }

    private static String where(ResultSet row) throws SQLException {
        return Instant.ofEpochMilli(row.getLong("bucket")) + ", tenant " + row.getString("tenant_id") + ", key "
                + row.getString("key_id") + ", model " + row.getString("model") + ", local day "
                + LocalDate.ofEpochDay(row.getLong("local_day"));
    }

    private static String what(ResultSet row) throws SQLException {
        List<String> all = new ArrayList<>();
        for (String column : COLUMNS) {
            BigDecimal more = row.getBigDecimal(column);
            if (more.signum() != 0) {
                all.add(more.abs().toPlainString() + (more.signum() > 0 ? " more " : " fewer ") + column);
            }
        }
        return String.join(", ", all);
    }

    private long count(Span span, long from, long to) {
        return jdbc.sql("SELECT COUNT(*) FROM usage_sums WHERE span = :span" + WITHIN)
                .param("span", span.millis())
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }
}
