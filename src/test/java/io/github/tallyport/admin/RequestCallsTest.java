package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tallyport.books.Booked;
import io.github.tallyport.books.Reports;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.storage.DatabaseKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Single requests, as JSON and as CSV. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RequestCallsTest extends OnEitherOffice {
    private static final String REQUESTS = "/admin/v1/requests";
    private static final String NIGHT = "from=" + Ledger.FIRST + "&to=" + Ledger.LAST;
    private static final String[] CSV = {"Accept", "text/csv"};
    private static final int ROWS = 2300;
    private static final AtomicReference<Ledger> LEDGER = new AtomicReference<>();

    private static Ledger ledger() {
        return Objects.requireNonNull(LEDGER.get());
    }

    @BeforeEach
    void fill() {
        Ledger there = LEDGER.get();
        if (there == null || !there.isOf(office)) {
            Ledger ledger = new Ledger(office);
            ledger.addRandom(ROWS);
            LEDGER.set(ledger);
        }
    }

    @Test
    void pages_show_every_request_once_the_newest_first_while_others_arrive() {
        List<String> expected = newestFirst(Ledger.FIRST, Ledger.LAST, _ -> true);
        List<String> seen = new ArrayList<>();
        JsonNode page = get(NIGHT + "&limit=500");
        seen.addAll(shown(page));
        Instant arriving = Ledger.LAST.plusSeconds(1);
        while (page.required("has_more").booleanValue()) {
            Asking late = ledger().asking("late", "key", Office.MODEL, arriving);
            ledger().add(late, new Usage.Reported(1, 0, 1, 0), CacheState.MISS);
            page = get("from=" + Ledger.FIRST + "&limit=500&after="
                    + page.required("next").stringValue());
            seen.addAll(shown(page));
        }
        assertThat(page.required("next").isNull()).isTrue();
        assertThat(seen).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(ROWS);
        assertThat(get("").required("data").size()).isEqualTo(20);
        assertThat(get("").required("data").get(0).required("tenant").stringValue())
                .isEqualTo("late");
    }

    @Test
    void as_CSV_they_are_the_same_requests_in_the_same_order_and_all_of_them() {
        List<Map<String, String>> sheet =
                CsvText.rows(office.get(REQUESTS + "?" + NIGHT, CSV).is(200).text());
        assertThat(sheet.stream()
                        .map(line -> line.get("received_at") + " " + line.get("request_id") + " " + line.get("cost"))
                        .toList())
                .isEqualTo(newestFirst(Ledger.FIRST, Ledger.LAST, _ -> true));
        JsonNode data = get(NIGHT + "&limit=1000").required("data");
        for (int i = 0; i < 1000; i++) {
            JsonNode row = data.get(i);
            Map<String, String> line = sheet.get(i);
            row.forEachEntry((name, value) -> {
                if (!name.equals("price") && !name.equals("reserved")) {
                    String text = value.isNull() ? "" : value.isString() ? value.stringValue() : value.toString();
                    assertThat(line).containsEntry(name, text);
                }
            });
            assertThat(line)
                    .containsEntry(
                            "price_completion", row.at("/price/completion").stringValue())
                    .containsEntry("reserved_cost", row.at("/reserved/cost").stringValue());
        }
    }

    @Test
    void as_CSV_too_there_can_be_some_of_them_after_some_others() {
        JsonNode page = get(NIGHT + "&limit=3");
        String after = "&after=" + page.required("next").stringValue();
        List<String> all = newestFirst(Ledger.FIRST, Ledger.LAST, _ -> true);
        List<Map<String, String>> some = CsvText.rows(office.get(REQUESTS + "?" + NIGHT + "&limit=5" + after, CSV)
                .is(200)
                .text());
        assertThat(some).extracting(line -> line.get("request_id")).hasSize(5);
        List<Map<String, String>> rest = CsvText.rows(
                office.get(REQUESTS + "?" + NIGHT + after, CSV).is(200).text());
        assertThat(rest).hasSize(all.size() - 3);
        assertThat(rest.subList(0, 5)).isEqualTo(some);
    }

    @Test
    void more_than_anybody_would_read_is_refused_as_CSV_before_it_begins() {
        int count = newestFirst(Ledger.FIRST, Ledger.LAST, _ -> true).size();
        Map<String, String> night = Map.of("from", Ledger.FIRST.toString(), "to", Ledger.LAST.toString());
        assertThat(sheet(count, night).first().rows()).hasSize(1000);

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> sheet(count - 1, night));

        assertThat(refusal.fault().status()).isEqualTo(400);
        assertThat(refusal.fault().param()).isEqualTo("from");
        assertThat(refusal.fault().message()).contains("more than " + (count - 1) + " rows");
    }

    @Test
    void they_can_be_narrowed() {
        String someId = ledger().rows().getFirst().receipt().asking().requestId();
        Map<String, Function<Asking, String>> filters = Map.of(
                "tenant=berlin",
                asking -> "tenant=" + asking.tenant(),
                "key=berlin-key-2",
                asking -> "key=" + asking.key(),
                "model=other,%20%22model%22",
                asking -> "model="
                        + String.valueOf(asking.model()).replace(" ", "%20").replace("\"", "%22"),
                "request_id=" + someId,
                asking -> "request_id=" + asking.requestId());
        filters.forEach((query, name) -> {
            List<String> expected = newestFirst(
                    Ledger.FIRST, Ledger.LAST, asking -> name.apply(asking).equals(query));
            assertThat(expected).isNotEmpty();
            assertThat(shown(get(NIGHT + "&limit=1000&" + query)))
                    .isEqualTo(expected.subList(0, Math.min(1000, expected.size())));
        });
    }

    @Test
    void a_time_is_one_of_RFC_3339_and_a_date_its_midnight_in_UTC() {
        List<String> expected = newestFirst(Instant.parse("2026-03-29T00:00:00Z"), Ledger.LAST, _ -> true);
        for (String from : List.of(
                "2026-03-29",
                "2026-03-29T00:00:00Z",
                "2026-03-29t00:00:00.000z",
                "2026-03-29T05:45:00%2B05:45",
                "2026-03-29T05:45:00+05:45",
                "2026-03-28T20:30:00-03:30")) {
            assertThat(shown(get("limit=1000&from=" + from + "&to=" + Ledger.LAST)))
                    .as(from)
                    .isEqualTo(expected.subList(0, 1000));
            assertThat(CsvText.rows(office.get(REQUESTS + "?from=" + from + "&to=" + Ledger.LAST, CSV)
                            .is(200)
                            .text()))
                    .as(from)
                    .hasSameSizeAs(expected);
        }
    }

    private static Sheet sheet(int most, Map<String, String> given) {
        Function<Call, Sheet> sheet =
                Objects.requireNonNull(new RequestCalls(office.gateway().bean(Reports.class), most)
                        .operations()
                        .getFirst()
                        .sheet());
        return sheet.apply(new Call(
                "admin",
                "req",
                Map.of(),
                new Given(given),
                Tags.of("", List.of()),
                JsonNodeFactory.instance.objectNode()));
    }

    private static List<String> newestFirst(Instant from, Instant to, Predicate<Asking> wanted) {
        return ledger().rows().stream()
                .filter(row -> wanted.test(row.receipt().asking()))
                .filter(row -> row.place().receivedAt() >= from.toEpochMilli()
                        && row.place().receivedAt() < to.toEpochMilli())
                .sorted(Comparator.comparingLong((Booked row) -> row.place().receivedAt())
                        .thenComparingLong(row -> row.place().number())
                        .reversed())
                .map(Booked::receipt)
                .map(receipt -> Instant.ofEpochMilli(receipt.asking().receivedAt()) + " "
                        + receipt.asking().requestId() + " "
                        + BigDecimal.valueOf(receipt.cost(), 9).toPlainString())
                .toList();
    }

    private static List<String> shown(JsonNode page) {
        List<String> shown = new ArrayList<>();
        page.required("data")
                .forEach(row -> shown.add(row.required("received_at").stringValue() + " "
                        + row.required("request_id").stringValue() + " "
                        + row.required("cost").stringValue()));
        return shown;
    }

    private static JsonNode get(String query) {
        return office.get(REQUESTS + "?" + query).is(200).json();
    }
}
