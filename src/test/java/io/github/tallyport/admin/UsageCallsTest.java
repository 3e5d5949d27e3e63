package io.github.tallyport.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.CacheState;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.storage.DatabaseKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What the report says is what its rows say, to the last digit, as JSON and as CSV. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class UsageCallsTest extends OnEitherOffice {
    private static final String USAGE = "/admin/v1/usage";
    private static final String NIGHT = "from=" + Ledger.FIRST + "&to=" + Ledger.LAST;
    private static final String[] CSV = {"Accept", "text/csv"};
    private static final List<String> NUMBERS = List.of(
            "requests", "prompt_tokens", "cached_tokens", "completion_tokens", "reasoning_tokens", "cost", "saved");
    private static final AtomicReference<Ledger> LEDGER = new AtomicReference<>();

    private Ledger ledger() {
        return Objects.requireNonNull(LEDGER.get());
    }

    @BeforeEach
    void fill() {
        Ledger there = LEDGER.get();
        if (there == null || !there.isOf(office)) {
            Ledger ledger = new Ledger(office);
            ledger.addRandom(600);
            LEDGER.set(ledger);
        }
    }

    @Test
    void every_sum_by_anything_is_that_of_its_rows_page_by_page_and_as_CSV() {
        for (int bits = 0; bits < 16; bits++) {
            List<String> by = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                if ((bits >> i & 1) == 1) {
                    by.add(List.of("tenant", "key", "model", "day").get(i));
                }
            }
            String query = NIGHT + (by.isEmpty() ? "" : "&group_by=" + String.join(",", by));
            Map<Map<String, String>, List<BigDecimal>> expected = ledger().sums(by);

            List<Map<String, String>> pages = pages(query + "&limit=7");
            assertThat(sums(pages, by)).as(query).isEqualTo(expected);
            assertThat(pages).hasSameSizeAs(expected.keySet());
            List<Map<String, String>> sheet =
                    CsvText.rows(office.get(USAGE + "?" + query, CSV).is(200).text());
            assertThat(sheet).isEqualTo(pages);
            List<String> columns = new ArrayList<>(by);
            columns.addAll(NUMBERS);
            assertThat(sheet.getFirst().keySet()).containsExactlyElementsOf(columns);
        }
    }

    @Test
    void the_published_example_is_in_exact_decimals() {
        Asking asking = ledger().asking("example", "k", Office.MODEL, Instant.parse("2026-02-01T00:00:00Z"));
        ledger().add(asking, new Usage.Reported(9, 0, 250, 100), CacheState.MISS);
        ledger().add(asking, new Usage.Reported(1, 0, 1, 0), CacheState.HIT);

        String query = "?tenant=example&group_by=tenant&group_by=day&from=2026-02-01&to=2026-02-02";
        assertThat(office.get(USAGE + query).is(200).text()).isEqualTo("""
                {"data":[{"tenant":"example","day":"2026-02-01","requests":2,"prompt_tokens":10,"cached_tokens":0,\
                "completion_tokens":251,"reasoning_tokens":100,"cost":"0.001406500","saved":"0.000009000"}],\
                "has_more":false,"next":null}""");
        Office.Answer csv = office.get(USAGE + query, CSV).is(200);
        assertThat(csv.header("content-type")).isEqualTo("text/csv;charset=utf-8;header=present");
        assertThat(csv.text()).isEqualTo("""
                tenant,day,requests,prompt_tokens,cached_tokens,completion_tokens,reasoning_tokens,cost,saved\r
                example,2026-02-01,2,10,0,251,100,0.001406500,0.000009000\r
                """);
    }

    @Test
    void a_day_is_the_tenants_own() {
        // clocks go from 2 to 3 o'clock on the 29th in Berlin; midnight there is 23:00 and then 22:00 UTC
        assertThat(days("berlin"))
                .containsExactlyInAnyOrderEntriesOf(counted(
                        "berlin",
                        Map.of(
                                "2026-03-28", List.of("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z"),
                                "2026-03-29", List.of("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
                                "2026-03-30", List.of("2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z"))));
        assertThat(days("kathmandu"))
                .containsExactlyInAnyOrderEntriesOf(counted(
                        "kathmandu",
                        Map.of(
                                "2026-03-29", List.of("2026-03-28T18:15:00Z", "2026-03-29T18:15:00Z"),
                                "2026-03-30", List.of("2026-03-29T18:15:00Z", "2026-03-30T18:15:00Z"))));
    }

    @Test
    void pages_show_every_line_once_while_requests_arrive() {
        List<Map<String, String>> before = pages(NIGHT + "&group_by=key,model,day&limit=1000");
        List<Map<String, String>> seen = new ArrayList<>();
        JsonNode page = get(NIGHT + "&group_by=key,model,day&limit=2");
        seen.addAll(lines(page));
        while (page.required("has_more").booleanValue()) {
            ledger().addRandom(3);
            page = get(NIGHT + "&group_by=key,model,day&limit=2&after="
                    + page.required("next").stringValue());
            seen.addAll(lines(page));
        }
        List<String> names = List.of("key", "model", "day");
        assertThat(seen.stream().map(line -> names(line, names)))
                .doesNotHaveDuplicates()
                .containsAll(before.stream().map(line -> names(line, names)).toList());
    }

    @Test
    void whose_requests_can_be_narrowed() {
        String key = "berlin-key-1";
        for (String query : List.of("tenant=berlin", "key=" + key, "model=" + Office.MODEL.replace("/", "%2F"))) {
            long count = ledger().rows().stream()
                    .map(row -> row.receipt().asking())
                    .filter(asking -> Ledger.isInTheNight(asking)
                            && ("tenant=" + asking.tenant() + "key=" + asking.key() + "model=" + asking.model())
                                    .contains(query.replace("%2F", "/")))
                    .count();
            assertThat(count).isPositive();
            assertThat(get(NIGHT + "&" + query).at("/data/0/requests").longValue())
                    .isEqualTo(count);
        }
        assertThat(get(NIGHT + "&tenant=nobody").at("/data/0/requests").longValue())
                .isZero();
        assertThat(get(NIGHT + "&tenant=nobody&group_by=tenant")
                        .required("data")
                        .size())
                .isZero();
    }

    private Map<String, Long> days(String tenant) {
        Map<String, Long> days = new TreeMap<>();
        get(NIGHT + "&group_by=day&tenant=" + tenant)
                .required("data")
                .forEach(line -> days.put(
                        line.required("day").stringValue(),
                        line.required("requests").longValue()));
        return days;
    }

    /** How many of a tenant's requests are in each of some stretches of time. */
    private Map<String, Long> counted(String tenant, Map<String, List<String>> stretches) {
        Map<String, Long> counts = new TreeMap<>();
        stretches.forEach((day, ends) -> counts.put(
                day,
                ledger().rows().stream()
                        .map(row -> row.receipt().asking())
                        .filter(asking -> tenant.equals(asking.tenant()) && Ledger.isInTheNight(asking))
                        .map(asking -> Instant.ofEpochMilli(asking.receivedAt()))
                        .filter(at -> !at.isBefore(Instant.parse(ends.getFirst()))
                                && at.isBefore(Instant.parse(ends.getLast())))
                        .count()));
        return counts;
    }

    private static Map<Map<String, String>, List<BigDecimal>> sums(List<Map<String, String>> lines, List<String> by) {
        Map<Map<String, String>, List<BigDecimal>> sums = new HashMap<>();
        for (Map<String, String> line : lines) {
            sums.put(
                    names(line, by),
                    NUMBERS.stream()
                            .map(name -> new BigDecimal(String.valueOf(line.get(name))))
                            .toList());
        }
        return sums;
    }

    private static Map<String, String> names(Map<String, String> line, List<String> by) {
        Map<String, String> names = new HashMap<>(line);
        names.keySet().retainAll(by);
        return names;
    }

    private static List<Map<String, String>> pages(String query) {
        JsonNode page = get(query);
        List<Map<String, String>> all = new ArrayList<>(lines(page));
        while (page.required("has_more").booleanValue()) {
            page = get(query + "&after=" + page.required("next").stringValue());
            all.addAll(lines(page));
        }
        assertThat(page.required("next").isNull()).isTrue();
        return all;
    }

    private static List<Map<String, String>> lines(JsonNode page) {
        List<Map<String, String>> lines = new ArrayList<>();
        for (JsonNode line : page.required("data")) {
            Map<String, String> members = new LinkedHashMap<>();
            line.forEachEntry((name, value) -> members.put(name, value.asString()));
            lines.add(members);
        }
        return lines;
    }

    private static JsonNode get(String query) {
        return office.get(USAGE + "?" + query).is(200).json();
    }
}
