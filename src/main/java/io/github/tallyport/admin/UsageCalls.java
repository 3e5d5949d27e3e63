package io.github.tallyport.admin;

import io.github.tallyport.books.Grouping;
import io.github.tallyport.books.Reports;
import io.github.tallyport.books.UsageQuery;
import io.github.tallyport.books.UsageRow;
import io.github.tallyport.fault.ReportFaults;
import io.github.tallyport.shape.RecordShape;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows operators what was used and what it cost. */
final class UsageCalls {
    /** Some ten megabytes while they are gathered. */
    static final int MOST_IN_SHEET = 50_000;

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final RecordShape<UsageLine> LINE = RecordShape.of(UsageLine.class, LOOKUP);
    private static final RecordShape<UsageList> LIST = RecordShape.of(UsageList.class, LOOKUP);
    private static final Map<String, Grouping> NAMES = names();
    private static final List<String> NUMBERS =
            LINE.members().stream().filter(name -> !NAMES.containsKey(name)).toList();

    private static final Query FROM = new Query(
            "from",
            "string",
            "Received then or later: a time of RFC 3339, or a date for its midnight in UTC; when it is not"
                    + " said, the first moment of this month in UTC");
    private static final Query TO =
            new Query("to", "string", "Received before: in the same form; when it is not said, now");
    private static final Query GROUP_BY =
            new Query("group_by", "array", "Any of tenant, key, model and day (in the tenant's time zone)");
    private static final Query LIMIT = Query.limit(
            Query.DEFAULT_LIMIT,
            Query.MAX_LIMIT,
            "How many at most (as CSV all of them when it is not said, if there are no more than " + MOST_IN_SHEET
                    + ")");
    private static final List<Query> QUERY = Stream.concat(
                    Stream.of(FROM, TO, GROUP_BY, LIMIT, Query.AFTER), Whose.ALL.stream())
            .toList();

    /** What is asked for: two pages of one report are about the same time, whenever they are asked for. */
    private record Asked(UsageQuery query, UsageRow.@Nullable Names after) {
        List<UsageRow> rows(Reports reports, int most) {
            return reports.usage(query, after, most);
        }
    }

    private record Place(Instant from, Instant to, UsageRow.Names names) {}

    private final Reports reports;
    private final InstantSource clock;

    UsageCalls(Reports reports, InstantSource clock) {
        this.reports = reports;
        this.clock = clock;
    }

    private static Map<String, Grouping> names() {
        Map<String, Grouping> names = new LinkedHashMap<>();
        names.put("tenant", Grouping.TENANT);
        names.put("key", Grouping.KEY);
        names.put("model", Grouping.MODEL);
        names.put("day", Grouping.DAY);
        return names;
    }

    List<Operation> operations() {
        return List.of(Operation.get("/usage", "Sum up what was used and what it cost", LIST, this::list)
                .with(QUERY)
                .alsoAs(this::sheet));
    }

    private Reply list(Call call) {
        int limit = call.given().limit();
        Asked asked = asked(call.given());
        List<UsageRow> found = asked.rows(reports, limit + 1);
        boolean more = found.size() > limit;
        List<UsageRow> shown = found.subList(0, Math.min(limit, found.size()));
        return Reply.of(new UsageList(
                shown.stream().map(UsageLine::of).toList(), more, more ? next(asked.query(), shown.getLast()) : null));
    }

    private Sheet sheet(Call call) {
        boolean all = !call.given().has(LIMIT);
        int most = all ? MOST_IN_SHEET : call.given().limit();
        Asked asked = asked(call.given());
        List<UsageRow> found = asked.rows(reports, all ? most + 1 : most);
        if (found.size() > most) {
            throw ReportFaults.tooManyRows(GROUP_BY.name(), most).refusal();
        }
        List<Sheet.Column> columns = Stream.concat(
                        NAMES.keySet().stream()
                                .filter(name -> asked.query().groupBy().contains(NAMES.get(name))),
                        NUMBERS.stream())
                .map(Sheet.Column::of)
                .toList();
        return new Sheet(
                columns,
                new Sheet.Part(
                        found.stream().map(UsageLine::of).map(LINE::write).toList(), null));
    }

    private Asked asked(Given given) {
        Instant now = clock.instant();
        Set<Grouping> by = EnumSet.noneOf(Grouping.class);
        by.addAll(given.words(GROUP_BY, NAMES));
        Place place = Cursor.read(given, Query.AFTER, by.size() + 2, parts -> place(parts, by));
        Instant from = given.moment(FROM);
        Instant to = given.moment(TO);
        if (from == null) {
            from = place == null ? startOfMonth(now) : place.from();
        }
        if (to == null) {
            to = place == null ? later(now, from) : place.to();
        }
        return new Asked(new UsageQuery(from, to, by, Whose.of(given)), place == null ? null : place.names());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant startOfMonth(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static String next(UsageQuery query, UsageRow last) {
        UsageRow.Names names = last.names();
        List<String> parts = new ArrayList<>();
        parts.add(query.from().toString());
        parts.add(query.to().toString());
        Stream.of(names.tenant(), names.key(), names.model(), names.day())
                .filter(Objects::nonNull)
                .forEach(name -> parts.add(name.toString()));
        return Cursor.of(parts);
    }

    private static Place place(List<String> parts, Set<Grouping> by) {
        Map<Grouping, String> names = new LinkedHashMap<>();
        int next = 2;
        for (Grouping grouping : by) {
            names.put(grouping, parts.get(next++));
        }
        String day = names.get(Grouping.DAY);
        return new Place(
                Instant.parse(parts.get(0)),
                Instant.parse(parts.get(1)),
                new UsageRow.Names(
                        names.get(Grouping.TENANT),
                        names.get(Grouping.KEY),
                        names.get(Grouping.MODEL),
                        day == null ? null : LocalDate.parse(day)));
    }
}
