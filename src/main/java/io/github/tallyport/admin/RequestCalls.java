package io.github.tallyport.admin;

import io.github.tallyport.books.Booked;
import io.github.tallyport.books.Place;
import io.github.tallyport.books.Reports;
import io.github.tallyport.books.RequestFilter;
import io.github.tallyport.books.UsageQuery;
import io.github.tallyport.fault.ReportFaults;
import io.github.tallyport.shape.RecordShape;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Shows operators single requests. */
final class RequestCalls {
    /** Read and sent a thousand at a time, so this bounds no memory: it keeps one question from going on for hours. */
    static final int MOST_IN_SHEET = 1_000_000;

    private static final int DEFAULT_LIMIT = 20;
    private static final int IN_ONE_PART = 1000;
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final RecordShape<RequestView> VIEW = RecordShape.of(RequestView.class, LOOKUP);
    private static final RecordShape<RequestList> LIST = RecordShape.of(RequestList.class, LOOKUP);
    private static final List<Sheet.Column> COLUMNS =
            VIEW.members().stream().flatMap(RequestCalls::columns).toList();

    private static final Query FROM = new Query(
            "from", "string", "Received then or later: a time of RFC 3339, or a date for its midnight in UTC");
    private static final Query TO = new Query("to", "string", "Received before: in the same form");
    private static final Query REQUEST_ID =
            new Query("request_id", "string", "Only those of which their client knows this x-request-id");
    private static final Query LIMIT = Query.limit(
            DEFAULT_LIMIT,
            Query.MAX_LIMIT,
            "How many at most (as CSV all of them when it is not said, if there are no more than " + MOST_IN_SHEET
                    + ")");
    private static final List<Query> QUERY = Stream.concat(
                    Stream.of(FROM, TO, REQUEST_ID, LIMIT, Query.AFTER), Whose.ALL.stream())
            .toList();

    private final Reports reports;
    private final int mostInSheet;

    RequestCalls(Reports reports) {
        this(reports, MOST_IN_SHEET);
    }

    RequestCalls(Reports reports, int mostInSheet) {
        this.reports = reports;
        this.mostInSheet = mostInSheet;
    }

    private static Stream<Sheet.Column> columns(String member) {
        return switch (member) {
            case "price" ->
                Stream.of("prompt", "cached_prompt", "completion", "valid_from")
                        .map(name -> Sheet.Column.of(member, name));
            case "reserved" ->
                Stream.of("prompt_tokens", "completion_tokens", "cost").map(name -> Sheet.Column.of(member, name));
            default -> Stream.of(Sheet.Column.of(member));
        };
    }

    List<Operation> operations() {
        return List.of(Operation.get("/requests", "List requests, the newest first", LIST, this::list)
                .with(QUERY)
                .alsoAs(this::sheet));
    }

    private Reply list(Call call) {
        int limit = call.given().limit(DEFAULT_LIMIT, Query.MAX_LIMIT);
        List<Booked> found = reports.requests(filter(call.given()), after(call.given()), limit + 1);
        boolean more = found.size() > limit;
        List<Booked> shown = found.subList(0, Math.min(limit, found.size()));
        return Reply.of(new RequestList(
                shown.stream().map(RequestView::of).toList(),
                more,
                more ? next(shown.getLast().place()) : null));
    }

    private Sheet sheet(Call call) {
        RequestFilter filter = filter(call.given());
        Place after = after(call.given());
        if (call.given().has(LIMIT)) {
            int limit = call.given().limit(DEFAULT_LIMIT, Query.MAX_LIMIT);
            return new Sheet(COLUMNS, new Sheet.Part(rows(reports.requests(filter, after, limit)), null));
        }
        requireNotTooMany(filter, after);
        return new Sheet(COLUMNS, part(filter, after));
    }

    private Sheet.Part part(RequestFilter filter, @Nullable Place after) {
        List<Booked> found = reports.requests(filter, after, IN_ONE_PART);
        if (found.size() < IN_ONE_PART) {
            return new Sheet.Part(rows(found), null);
        }
        Place last = found.getLast().place();
        return new Sheet.Part(rows(found), () -> part(filter, last));
    }

    private static List<ObjectNode> rows(List<Booked> found) {
        return found.stream().map(RequestView::of).map(VIEW::write).toList();
    }

    /** Asked of the sums, which count requests faster than rows can be. Few have one id, whatever else is asked for. */
    private void requireNotTooMany(RequestFilter filter, @Nullable Place after) {
        if (filter.requestId() != null) {
            return;
        }
        Instant from = Objects.requireNonNullElse(filter.from(), Instant.EPOCH);
        Instant to = Objects.requireNonNullElse(filter.to(), Instant.MAX);
        if (after != null) {
            to = earlier(to, Instant.ofEpochMilli(after.receivedAt()).plusMillis(1));
        }
        if (!from.isBefore(to)) {
            return;
        }
        long count = reports.usage(new UsageQuery(from, to, Set.of(), filter.reach()), null, 1)
                .getFirst()
                .totals()
                .requests();
        if (count > mostInSheet) {
            throw ReportFaults.tooManyRows(FROM.name(), mostInSheet).refusal();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static RequestFilter filter(Given given) {
        Instant from = given.moment(FROM);
        Instant to = given.moment(TO);
        if (from != null && to != null && to.isBefore(from)) {
            throw ReportFaults.endsBeforeItBegins(TO.name(), FROM.name()).refusal();
        }
        return new RequestFilter(from, to, Whose.of(given), given.text(REQUEST_ID));
    }

    private static @Nullable Place after(Given given) {
        return Cursor.read(
                given,
                Query.AFTER,
                3,
                parts -> new Place(
                        Long.parseLong(parts.get(0)), Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2))));
    }

    private static String next(Place place) {
        return Cursor.of(List.of(
                Long.toString(place.receivedAt()), Long.toString(place.journal()), Long.toString(place.number())));
    }
}
