package io.github.tallyport.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.Postgres;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * How long reports take over a million requests of one month, 50 tenants, 200 keys and 3 models, spread evenly, which is the
 * worst for sums; {@code ./mvnw verify -Pbench}. Prints, and asserts nothing about time.
 */
@Tag("bench")
class ReportBenchTest {
    private static final int ROWS = 1_000_000;
    private static final int TIMES = 11;
    private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-10-31T00:00:00Z");
    private static final Instant ODD_FROM = Instant.parse("2026-10-01T03:07:11.013Z");
    private static final Instant ODD_TO = Instant.parse("2026-10-30T21:41:53.999Z");
    private static final Reach TENANT = Reach.ofTenant("tenant-7");
    private static final Reach KEY = Reach.ofKey("key-7");

    private static OpenDatabase database;
    private static Reports reports;

    @BeforeAll
    static void fill(@TempDir Path directory) {
        Postgres server = Postgres.shared();
        String name = server.newDatabase();
        database = OpenDatabase.postgresql(directory, name);
        reports = new Reports(database.jdbc());
        // without the gateway's statement time-out
        JdbcClient bulk =
                JdbcClient.create(new DriverManagerDataSource(server.url(name), server.username(), server.password()));
        bulk.sql("""
                INSERT INTO requests
                SELECT 1, n, 'req_' || n, 'tenant-' || n % 50, 'key-' || n % 200, 'model-' || n % 3, 'wcode',
                       at, at + 300, at + 4000, 'Asia/Shanghai', (at + 28800000) / 86400000, 'answered', 200, NULL, 'stop',
                       n % 2, 1, 1000 + n % 777, n % 1000, 300 + n % 555, n % 300, 'reported', 3500, 3500, 5500,
                       1759075200000, (1000 + n % 777) * 3500::bigint + (300 + n % 555) * 5500::bigint, NULL,
                       4000, 4000, 36000000, 'miss', 0, NULL, NULL, NULL
                  FROM (SELECT n, :from + :length * n / :rows AS at
                          FROM generate_series(1, :rows) AS n) AS numbers
                """)
                .param("from", FROM.toEpochMilli())
                .param("length", TO.toEpochMilli() - FROM.toEpochMilli() - 1)
                .param("rows", ROWS)
                .update();
        for (Span span : List.of(Span.QUARTER, Span.DAY)) {
            bulk.sql("""
                    INSERT INTO usage_sums
                    SELECT :span, received_at / :span * :span, tenant_id, key_id, model, local_day, COUNT(*),
                           SUM(prompt_tokens), SUM(cached_tokens), SUM(completion_tokens), SUM(reasoning_tokens), SUM(cost), 0
                      FROM requests GROUP BY 2, 3, 4, 5, 6 ORDER BY 2
                    """).param("span", span.millis()).update();
        }
        bulk.sql("VACUUM ANALYZE").update();
        System.out.printf(
                "%d requests, %d sums%n",
                ROWS,
                bulk.sql("SELECT COUNT(*) FROM usage_sums").query(Long.class).single());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void how_long_reports_take() {
        usage("a month in one row", FROM, TO, Set.of(), Reach.ALL);
        usage("a month by tenant", FROM, TO, Set.of(Grouping.TENANT), Reach.ALL);
        usage("a month by key and model", FROM, TO, Set.of(Grouping.KEY, Grouping.MODEL), Reach.ALL);
        usage("a month by day", FROM, TO, Set.of(Grouping.DAY), Reach.ALL);
        usage("a month by everything", FROM, TO, EnumSet.allOf(Grouping.class), Reach.ALL);
        usage("odd edges by tenant and model", ODD_FROM, ODD_TO, Set.of(Grouping.TENANT, Grouping.MODEL), Reach.ALL);
        usage("odd edges by everything", ODD_FROM, ODD_TO, EnumSet.allOf(Grouping.class), Reach.ALL);
        usage("odd edges of a tenant by day", ODD_FROM, ODD_TO, Set.of(Grouping.DAY), TENANT);
        usage("odd edges of a key by day", ODD_FROM, ODD_TO, Set.of(Grouping.DAY), KEY);
        timed("spent by a key since an odd moment", () -> reports.spent(KEY, ODD_FROM) > 0 ? 1 : 0);
        buckets("30 days by tenant", BucketQuery.Width.DAY, 30);
        buckets("168 hours by tenant", BucketQuery.Width.HOUR, 168);
        buckets("1440 minutes by tenant", BucketQuery.Width.MINUTE, 1440);
        list("newest 100 of all", RequestFilter.ALL);
        list("newest 100 of a tenant", new RequestFilter(FROM, TO, TENANT, null));
        list("newest 100 of a key", new RequestFilter(FROM, TO, KEY, null));
        list(
                "newest 100 of a model",
                new RequestFilter(FROM, TO, new Reach(Set.of(), Set.of(), Set.of("model-1")), null));
        list("one request by its id", new RequestFilter(null, null, Reach.ALL, "req_4711"));
    }

    @Test
    void how_long_a_verification_takes() {
        long began = System.nanoTime();
        Verified found = new Verification(database.jdbc(), JournalCheck.NONE, System::nanoTime).run();
        System.out.printf(Locale.ROOT, "%-40s %8.1f ms%n", "verification", (System.nanoTime() - began) / 1e6);

        assertThat(found.differences()).isEmpty();
        assertThat(found.rows()).isGreaterThanOrEqualTo(ROWS);
    }

    @Test
    void how_long_writing_takes() {
        writing("writing, a thousand of one minute", RandomRequests.live(1).list(2, 60_000));
        writing("writing, a thousand of any time", new RandomRequests(1).list(3, 60_000));
    }

    private static void writing(String what, List<Booked> all) {
        Books books = new Books(database.operations(), database.transactions(), () -> RandomRequests.LAST);
        books.write(all.subList(0, 10_000));
        long began = System.nanoTime();
        for (int i = 10_000; i < all.size(); i += Shipper.BATCH) {
            books.write(all.subList(i, i + Shipper.BATCH));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(Locale.ROOT, "%-40s %8.0f rows per second%n", what, 50_000 / seconds);
    }

    private static void usage(String what, Instant from, Instant to, Set<Grouping> by, Reach reach) {
        timed(
                what,
                () -> reports.usage(new UsageQuery(from, to, by, reach), null, 1001)
                        .size());
    }

    private static void buckets(String what, BucketQuery.Width width, int count) {
        Instant start = TO.minus(width.length().multipliedBy(count));
        BucketQuery query = new BucketQuery(start, width, count, Set.of(Grouping.TENANT), Reach.ALL);
        timed(
                what,
                () -> reports.buckets(query).stream()
                        .mapToInt(bucket -> bucket.rows().size())
                        .sum());
    }

    private static void list(String what, RequestFilter filter) {
        timed(what, () -> reports.requests(filter, null, 100).size());
    }

    private static void timed(String what, IntSupplier report) {
        double[] millis = new double[TIMES];
        int rows = 0;
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            rows = report.getAsInt();
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        assertThat(rows).as(what).isPositive();
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-40s %8.1f ms (median of %d, most %.1f), %d rows%n",
                what,
                millis[TIMES / 2],
                TIMES,
                millis[TIMES - 1],
                rows);
    }
}
