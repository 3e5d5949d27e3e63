package io.github.tallyport.books;

import io.github.tallyport.fault.ReportFaults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the books. All calls block: never from an event loop. What cannot be answered is a
 * {@link io.github.tallyport.fault.Refusal} with the path of what was asked: {@code from}, {@code to}, {@code start_time} or
 * {@code limit}.
 */
public final class Reports {
    /** Rows of all buckets together: some ten megabytes. */
    static final int MOST_IN_BUCKETS = 50_000;

    private final JdbcClient jdbc;
    private final KeptSince kept;

    public Reports(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.kept = new KeptSince(jdbc);
    }

    /**
     * What was used, exact to the millisecond and the last digit; ordered by what it is grouped by, in the order of
     * {@link Grouping} and as the database orders text. Ungrouped it is one row, also of nothing.
     *
     * @param after the names of the last row seen; null for the start
     * @param most how many, 1 or more: one more than are shown tells whether others follow
     */
    public List<UsageRow> usage(UsageQuery query, UsageRow.@Nullable Names after, int most) {
        long from = Moments.millis(query.from());
        long to = Moments.millis(query.to());
        if (to < from) {
            throw ReportFaults.endsBeforeItBegins("to", "from").refusal();
        }
        Cover cover = Cover.of(from, to, Span.DAY);
        List<String> columns = columns(query.groupBy());
        boolean nothingFollows = columns.isEmpty() && after != null;
        if (cover.slices().isEmpty() || nothingFollows) {
            return columns.isEmpty() && after == null
                    ? List.of(new UsageRow(UsageRow.Names.NONE, Totals.NOTHING))
                    : List.of();
        }
        String sql = UsageSql.of(cover, query.reach(), columns, after == null ? "" : UsageSql.after(columns))
                + UsageSql.ordered(columns) + " LIMIT :most";
        JdbcClient.StatementSpec select = query.reach().in(jdbc.sql(sql)).param("most", most);
        List<UsageRow> rows = exact(() -> (after == null ? select : after.in(select))
                .query((row, number) -> new UsageRow(UsageRow.Names.read(row, query.groupBy()), Totals.read(row)))
                .list());
        requireRows(cover, slice -> slice.from() == from ? "from" : "to");
        return rows;
    }

    /** The same in stretches of equal length, each there also when it is empty. */
    public List<UsageBucket> buckets(BucketQuery query) {
        long width = query.width().length().toMillis();
        Cover cover = Cover.of(
                query.start().toEpochMilli(),
                query.end().toEpochMilli(),
                query.width().coarsest());
        String bucket = "(at / " + width + ") * " + width;
        List<String> columns = Stream.concat(Stream.of(bucket), columns(query.groupBy()).stream())
                .toList();
        String sql = UsageSql.of(cover, query.reach(), columns, "") + " LIMIT " + (MOST_IN_BUCKETS + 1);
        Map<Long, List<UsageRow>> found = new HashMap<>();
        int rows = exact(() -> query.reach()
                .in(jdbc.sql(sql))
                .query((row, number) -> found.computeIfAbsent(row.getLong(1), start -> new ArrayList<>())
                        .add(new UsageRow(UsageRow.Names.read(row, query.groupBy()), Totals.read(row))))
                .list()
                .size());
        if (rows > MOST_IN_BUCKETS) {
            throw ReportFaults.tooManyRows("limit", MOST_IN_BUCKETS).refusal();
        }
        requireRows(cover, slice -> "start_time");
        // here, as the database would rather sort all it adds up than add up without order
        found.values().forEach(one -> one.sort(Comparator.comparing(UsageRow::names, UsageRow.Names.ORDER)));
        return Stream.iterate(query.start(), start -> start.isBefore(query.end()), start -> start.plusMillis(width))
                .map(start -> new UsageBucket(
                        start, start.plusMillis(width), found.getOrDefault(start.toEpochMilli(), List.of())))
                .toList();
    }

    /** What requests received since a moment have cost: nano-yuan. */
    public long spent(Reach reach, Instant from) {
        return usage(new UsageQuery(from, Instant.ofEpochMilli(Cover.END), Set.of(), reach), null, 1)
                .getFirst()
                .totals()
                .cost();
    }

    /**
     * Rows, the newest first.
     *
     * @param after where the last row seen stands; null for the start
     * @param most how many, 1 or more: one more than are shown tells whether others follow
     */
    public List<Booked> requests(RequestFilter filter, @Nullable Place after, int most) {
        Instant from = filter.from();
        Instant to = filter.to();
        String sql = "SELECT * FROM requests WHERE 1 = 1"
                + (from == null ? "" : " AND received_at >= " + Moments.millis(from))
                + (to == null ? "" : " AND received_at < " + Moments.millis(to))
                + (after == null ? "" : " AND (received_at, journal, entry_number) < (:receivedAt, :journal, :number)")
                + (filter.requestId() == null ? "" : " AND request_id = :requestId")
                + filter.reach().sql()
                + " ORDER BY received_at DESC, journal DESC, entry_number DESC LIMIT :most";
        return filter.reach()
                .in(jdbc.sql(sql))
                .param("receivedAt", after == null ? null : after.receivedAt())
                .param("journal", after == null ? null : after.journal())
                .param("number", after == null ? null : after.number())
                .param("requestId", filter.requestId())
                .param("most", most)
                .query((row, number) -> RequestColumns.read(row))
                .list();
    }

    private static List<String> columns(Set<Grouping> by) {
        Set<Grouping> ordered = EnumSet.noneOf(Grouping.class);
        ordered.addAll(by);
        return ordered.stream().map(Grouping::column).toList();
    }

    /** Asked afterwards: if all rows are there now, they were when the report was read. */
    private void requireRows(Cover cover, Function<Cover.Slice, String> path) {
        if (cover.edges().isEmpty()) {
            return;
        }
        long since = kept.read();
        for (Cover.Slice edge : cover.edges()) {
            if (edge.from() < since) {
                throw ReportFaults.onlySums(path.apply(edge), Instant.ofEpochMilli(since))
                        .refusal();
            }
        }
    }

    /** PostgreSQL's sums are of any size, SQLite gives up with these words. */
    private static <T> T exact(Supplier<T> report) {
        try {
            return report.get();
        } catch (ArithmeticException e) {
            throw ReportFaults.tooLarge().refusal();
        } catch (DataAccessException e) {
            if (String.valueOf(e.getMostSpecificCause().getMessage()).contains("integer overflow")) {
                throw ReportFaults.tooLarge().refusal();
            }
            throw e;
        }
    }
}
