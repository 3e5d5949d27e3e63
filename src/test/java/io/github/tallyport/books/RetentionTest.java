package io.github.tallyport.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.storage.DatabaseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RetentionTest extends OnEitherDatabase {
    private static final int ROWS = 5000;
    private static final Duration KEEP = Duration.ofDays(20).plusMinutes(7);
    /** {@code NOW} less {@code KEEP} and down to the quarter of an hour. */
    private static final Instant MARK = Instant.parse("2026-03-10T04:45:00Z");

    private final List<Booked> all = new RandomRequests(41).list(1, ROWS);

    RetentionTest(DatabaseKind kind) {
        super(kind);
    }

    @BeforeEach
    void write() {
        books.write(all);
    }

    @Test
    void old_rows_go_and_their_sums_stay() {
        UsageQuery everything = new UsageQuery(Instant.EPOCH, NOW, Set.of(Grouping.KEY, Grouping.DAY), Reach.ALL);
        List<UsageRow> before = reports.usage(everything, null, 1000);
        long old = all.stream()
                .filter(row -> row.receivedAt() < MARK.toEpochMilli())
                .count();

        assertThat(retention(KEEP).sweep()).isEqualTo(old).isBetween(1L, ROWS - 1L);

        assertThat(retention(KEEP).sweep()).isZero();
        assertThat(reports.usage(everything, null, 1000)).isEqualTo(before);
        assertThat(reports.requests(RequestFilter.ALL, null, ROWS))
                .hasSize((int) (ROWS - old))
                .allMatch(row -> row.receivedAt() >= MARK.toEpochMilli());
        assertThat(verified()).satisfies(found -> {
            assertThat(found.ok()).isTrue();
            assertThat(found.since()).isEqualTo(MARK);
            assertThat(found.rows()).isEqualTo(ROWS - old);
        });
    }

    @Test
    void nothing_goes_without_an_age() {
        Retention off = new Retention(database.jdbc(), database.transactions(), null, () -> NOW);
        off.start();
        off.close();

        assertThat(off.sweep()).isZero();
        assertThat(reports.requests(RequestFilter.ALL, null, ROWS)).hasSize(ROWS);
    }

    @Test
    void what_is_shipped_again_after_its_row_went_is_not_counted_again() {
        long spent = reports.spent(Reach.ALL, Instant.EPOCH);
        long old = retention(KEEP).sweep();

        Books.Written again = books.write(all);

        assertThat(again.fresh()).isZero();
        assertThat(again.tooOld()).hasSize((int) old);
        assertThat(reports.spent(Reach.ALL, Instant.EPOCH)).isEqualTo(spent);
    }

    @Test
    void what_needs_rows_that_are_gone_is_refused_with_what_asked_for_it() {
        retention(KEEP).sweep();
        Instant odd = MARK.minusMillis(1);

        assertThat(refused(odd, NOW)).isEqualTo("from");
        assertThat(refused(Instant.EPOCH, odd)).isEqualTo("to");
        assertThat(reports.usage(
                        new UsageQuery(MARK.minusSeconds(900), MARK.plusMillis(1), Set.of(), Reach.ALL), null, 1))
                .hasSize(1);
        Fault minutes = ReportsTest.fault(() -> reports.buckets(
                new BucketQuery(MARK.minusSeconds(900), BucketQuery.Width.MINUTE, 60, Set.of(), Reach.ALL)));
        assertThat(minutes.param()).isEqualTo("start_time");
        assertThat(minutes.message()).contains(MARK.toString());
        assertThat(reports.buckets(new BucketQuery(MARK, BucketQuery.Width.HOUR, 1, Set.of(), Reach.ALL)))
                .hasSize(1);
    }

    private @Nullable String refused(Instant from, Instant to) {
        return ReportsTest.fault(() -> reports.usage(new UsageQuery(from, to, Set.of(), Reach.ALL), null, 10))
                .param();
    }

    private Retention retention(Duration keep) {
        return new Retention(database.jdbc(), database.transactions(), keep, () -> NOW);
    }
}
