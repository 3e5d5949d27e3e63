package io.github.tallyport.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.storage.DatabaseKind;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every report is the sum of its rows. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ReportsTest extends OnEitherDatabase {
    private static final int ROWS = 1500;
    private static final Set<String> KNOWN = Set.of("deepseek/deepseek-v3.2-exp");

    private final RandomRequests requests = new RandomRequests(21);
    private final List<Booked> all = requests.list(1, ROWS);

    ReportsTest(DatabaseKind kind) {
        super(kind);
    }

    @BeforeEach
    void write() {
        books.write(all);
    }

    @Test
    void a_report_of_any_time_by_anything_is_the_sum_of_its_rows() {
        for (int i = 0; i < 150; i++) {
            Instant one = requests.moment();
            Instant other = requests.moment();
            Instant from = one.isBefore(other) ? one : other;
            Instant to = one.isBefore(other) ? other : one;
            Set<Grouping> by = EnumSet.noneOf(Grouping.class);
            for (Grouping grouping : Grouping.values()) {
                if (requests.random().nextBoolean()) {
                    by.add(grouping);
                }
            }
            Reach reach = reach(requests.random());

            assertThat(numbers(reports.usage(new UsageQuery(from, to, by, reach), null, 10_000)))
                    .as("%s to %s by %s of %s", from, to, by, reach)
                    .isEqualTo(withNothing(Reckoned.usage(all, from, to, by, reach), by));
        }
    }

    @Test
    void a_day_is_the_tenants_own_also_when_clocks_change() {
        for (String zone : List.of("Europe/Berlin", "America/St_Johns", "Asia/Kathmandu")) {
            ZoneId there = ZoneId.of(zone);
            Reach reach = Reach.ofTenant(tenantIn(there));
            Set<Grouping> byDay = Set.of(Grouping.DAY);
            List<UsageRow> days = reports.usage(new UsageQuery(Instant.EPOCH, NOW, byDay, reach), null, 100);
            assertThat(days).hasSizeBetween(3, 6);
            for (UsageRow row : days) {
                LocalDate day = Objects.requireNonNull(row.names().day());
                Instant begins = day.atStartOfDay(there).toInstant();
                Instant ends = day.plusDays(1).atStartOfDay(there).toInstant();
                assertThat(reports.usage(new UsageQuery(begins, ends, byDay, reach), null, 9))
                        .containsExactly(row);
            }
        }
    }

    private String tenantIn(ZoneId zone) {
        return all.stream()
                .map(row -> row.receipt().asking())
                .filter(asking -> asking.zone().equals(zone))
                .map(asking -> Objects.requireNonNull(asking.tenant()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pages_one_after_the_other_are_the_whole() {
        for (Set<Grouping> by : List.of(
                EnumSet.allOf(Grouping.class), EnumSet.of(Grouping.MODEL), EnumSet.of(Grouping.KEY, Grouping.DAY))) {
            UsageQuery query = new UsageQuery(requests.moment(), NOW, by, Reach.ALL);
            List<UsageRow> whole = reports.usage(query, null, 10_000);
            List<UsageRow> paged = new ArrayList<>();
            List<UsageRow> page = reports.usage(query, null, 7);
            while (!page.isEmpty()) {
                paged.addAll(page);
                page = reports.usage(query, paged.getLast().names(), 7);
            }
            assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(1);
        }
    }

    @Test
    void a_report_of_nothing_is_one_row_of_nothing_or_none() {
        Instant moment = NOW.plusSeconds(1);

        assertThat(reports.usage(new UsageQuery(moment, moment, Set.of(), Reach.ALL), null, 10))
                .containsExactly(new UsageRow(UsageRow.Names.NONE, Totals.NOTHING));
        assertThat(reports.usage(new UsageQuery(moment, NOW.plusSeconds(9), Set.of(), Reach.ALL), null, 10))
                .containsExactly(new UsageRow(UsageRow.Names.NONE, Totals.NOTHING));
        assertThat(reports.usage(new UsageQuery(moment, NOW.plusSeconds(9), Set.of(Grouping.DAY), Reach.ALL), null, 10))
                .isEmpty();
        assertThat(reports.usage(new UsageQuery(Instant.EPOCH, NOW, Set.of(), Reach.ALL), UsageRow.Names.NONE, 10))
                .isEmpty();
    }

    @Test
    void a_report_cannot_end_before_it_begins() {
        Fault fault =
                fault(() -> reports.usage(new UsageQuery(NOW, NOW.minusMillis(1), Set.of(), Reach.ALL), null, 10));

        assertThat(fault.param()).isEqualTo("to");
        assertThat(fault.status()).isEqualTo(400);
    }

    @Test
    void a_sum_beyond_a_long_is_said_to_be_one() {
        sql("UPDATE usage_sums SET cost = 9223372036854775807");

        assertThat(fault(() -> reports.spent(Reach.ALL, Instant.EPOCH)).code()).isEqualTo("sum_too_large");
    }

    @Test
    void what_was_spent_is_the_cost_since_then() {
        for (int i = 0; i < 20; i++) {
            Instant since = requests.moment();
            for (Reach reach : List.of(Reach.ofTenant("tenant-2"), Reach.ofKey("key31"), Reach.ALL)) {
                BigInteger spent = Reckoned.usage(all, since, Instant.MAX, Set.of(), reach)
                        .getOrDefault(UsageRow.Names.NONE, Reckoned.numbers(Totals.NOTHING))
                        .get(5);
                assertThat(reports.spent(reach, since)).isEqualTo(spent.longValueExact());
            }
        }
        assertThat(reports.spent(Reach.ofKey("nobody's"), Instant.MIN)).isZero();
    }

    @Test
    void buckets_of_every_width_are_the_sums_of_their_rows() {
        for (BucketQuery.Width width : BucketQuery.Width.values()) {
            for (int i = 0; i < 15; i++) {
                Set<Grouping> by = i % 2 == 0 ? Set.of() : Set.of(Grouping.TENANT, Grouping.MODEL);
                BucketQuery query = new BucketQuery(requests.moment(), width, 1 + i * 3, by, reach(requests.random()));
                List<UsageBucket> buckets = reports.buckets(query);

                assertThat(buckets).hasSize(query.count());
                assertThat(buckets.getFirst().start()).isEqualTo(query.start());
                assertThat(buckets.getLast().end()).isEqualTo(query.end());
                for (UsageBucket bucket : buckets) {
                    assertThat(numbers(bucket.rows()))
                            .isEqualTo(Reckoned.usage(all, bucket.start(), bucket.end(), by, query.reach()));
                }
            }
        }
    }

    @Test
    void buckets_begin_at_whole_widths_of_utc() {
        BucketQuery query = new BucketQuery(
                Instant.parse("2026-03-08T23:59:59.999Z"), BucketQuery.Width.DAY, 2, Set.of(), Reach.ALL);

        assertThat(query.start()).isEqualTo("2026-03-08T00:00:00Z");
        assertThat(query.end()).isEqualTo("2026-03-10T00:00:00Z");
    }

    private static Reach reach(Random random) {
        return new Reach(
                random.nextInt(3) > 0 ? Set.of() : Set.of("tenant-1", "tenant-3", "tenant-2"),
                random.nextInt(3) > 0 ? Set.of() : Set.of("key10", "key11", "key22"),
                random.nextInt(3) > 0 ? Set.of() : KNOWN);
    }

    private static Map<UsageRow.Names, List<BigInteger>> numbers(List<UsageRow> rows) {
        Map<UsageRow.Names, List<BigInteger>> numbers = new HashMap<>();
        for (UsageRow row : rows) {
            assertThat(numbers.put(row.names(), Reckoned.numbers(row.totals()))).isNull();
        }
        return numbers;
    }

    private static Map<UsageRow.Names, List<BigInteger>> withNothing(
            Map<UsageRow.Names, List<BigInteger>> reckoned, Set<Grouping> by) {
        return reckoned.isEmpty() && by.isEmpty()
                ? Map.of(UsageRow.Names.NONE, Reckoned.numbers(Totals.NOTHING))
                : reckoned;
    }

    static Fault fault(Runnable asks) {
        return catchThrowableOfType(Refusal.class, asks::run).fault();
    }
}
