package io.github.tallyport.books;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of reports: every slice of the time a SELECT of its own, and their sum around them. Numbers in it are our own. */
final class UsageSql {
    private static final String NAMES = "tenant_id, key_id, model, local_day, ";
    private static final String VALUES = String.join(", ", Totals.COLUMNS);
    private static final String SUMS = Stream.concat(Stream.of("requests"), Totals.COLUMNS.stream())
            .map(column -> "SUM(" + column + ") AS " + column)
            .collect(Collectors.joining(", "));

    private UsageSql() {}

    /**
     * @param columns to group by, with their names; empty for one row of everything
     * @param where of the rows before they are summed, or empty
     */
    static String of(Cover cover, Reach reach, List<String> columns, String where) {
        String parts =
                cover.slices().stream().map(slice -> part(slice, reach)).collect(Collectors.joining(" UNION ALL "));
        String names = String.join(", ", columns);
        String grouped = columns.isEmpty() ? "" : " GROUP BY " + names;
        return "SELECT " + (columns.isEmpty() ? "" : names + ", ") + SUMS + " FROM (" + parts + ") AS parts" + where
                + grouped;
    }

    /** {@code at} is when its requests were received, as exactly as it is known. */
    private static String part(Cover.Slice slice, Reach reach) {
        return slice.span() == Span.ROW
                ? "SELECT received_at AS at, tenant_id, key_id, COALESCE(model, '') AS model, local_day, 1 AS requests, "
                        + VALUES + " FROM requests WHERE received_at >= " + slice.from() + " AND received_at < "
                        + slice.to() + reach.sql()
                : "SELECT bucket AS at, " + NAMES + "requests, " + VALUES + " FROM usage_sums WHERE span = "
                        + slice.span().millis() + " AND bucket >= " + slice.from() + " AND bucket < " + slice.to()
                        + reach.sql();
    }

    /** For the end. */
    static String ordered(List<String> columns) {
        return columns.isEmpty() ? "" : " ORDER BY " + String.join(", ", columns);
    }

    /** Only what comes after a row in the order of these columns. */
    static String after(List<String> columns) {
        return columns.stream().collect(Collectors.joining(", ", " WHERE (", ")"))
                + columns.stream().collect(Collectors.joining(", :after_", " > (:after_", ")"));
    }
}
