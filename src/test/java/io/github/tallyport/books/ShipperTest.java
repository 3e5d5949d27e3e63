package io.github.tallyport.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.catalogue.Price;
import io.github.tallyport.journal.Entry;
import io.github.tallyport.ledger.Asking;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.storage.DatabaseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
@ExtendWith(OutputCaptureExtension.class)
class ShipperTest extends OnEitherDatabase {
    private static final int ROWS = 2500;

    private final List<Booked> all = new ArrayList<>(new RandomRequests(61).list(1, ROWS));
    private final FakeEntries entries = new FakeEntries();

    ShipperTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void what_the_journal_holds_is_written_while_it_runs_and_at_its_end() {
        add(0, ROWS - 10);
        try (Shipper shipper = started(books)) {
            await(() -> shipper.shipped().equals(new Shipped(ROWS - 10, 0, 0, 0)));
            assertThat(entries.backlog()).isZero();
            add(ROWS - 10, ROWS);
        }

        assertThat(entries.backlog()).isZero();
        assertThat(reports.requests(RequestFilter.ALL, null, ROWS)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(verified().ok()).isTrue();
    }

    @Test
    void whoever_waits_finds_in_the_books_all_that_had_ended_before() throws Exception {
        try (Shipper shipper = started(books)) {
            for (int i = 0; i < 20; i++) {
                add(i * 100, i * 100 + 100);
                shipper.awaitShipped(Duration.ofSeconds(30));
                assertThat(entries.backlog()).isZero();
                assertThat(shipper.shipped().written()).isEqualTo(i * 100 + 100);
            }
        }
    }

    @Test
    void whoever_waits_is_told_when_the_database_is_away() throws Exception {
        add(0, 10);
        database.lose();

        try (Shipper shipper = started(books)) {
            assertThatThrownBy(() -> shipper.awaitShipped(Duration.ofMillis(300)))
                    .isInstanceOf(TimeoutException.class);
            assertThat(entries.failed().getCount()).isZero();
        }
    }

    @Test
    void an_entry_that_cannot_be_read_stands_in_nobodys_way_and_is_told_of(CapturedOutput output) {
        add(0, 100);
        entries.add(new Entry(9, 4711, false, new byte[] {1, 2}));
        add(100, 200);

        try (Shipper shipper = started(books)) {
            await(() -> shipper.shipped().equals(new Shipped(200, 1, 0, 0)));
            assertThat(entries.backlog()).isZero();
        }

        assertThat(output).contains("Entry 4711 of journal 9 (2 bytes) cannot be read");
    }

    @Test
    void a_row_the_database_refuses_stands_in_nobodys_way_and_is_told_of(CapturedOutput output) {
        for (int index : new int[] {0, 77, 78, 1999}) { // 78 has metadata
            all.set(index, nobodys(all.get(index)));
        }
        add(0, ROWS);

        try (Shipper shipper = started(books)) {
            await(() -> shipper.shipped().equals(new Shipped(ROWS - 4, 0, 4, 0)));
            assertThat(entries.backlog()).isZero();
        }

        assertThat(output)
                .contains("Entry 78 of journal 1 (request "
                        + all.get(77).receipt().asking().requestId() + " of tenant null, key ")
                .contains("is refused by the database")
                .doesNotContain("测试");
        assertThat(verified().rows()).isEqualTo(ROWS - 4);
    }

    @Test
    void what_becomes_no_row_stands_in_nobodys_way_and_is_told_of(CapturedOutput output) {
        all.set(1200, timeless(all.get(1200)));
        add(0, ROWS);

        try (Shipper shipper = started(books)) {
            await(() -> shipper.shipped().equals(new Shipped(ROWS - 1, 0, 1, 0)));
            assertThat(entries.backlog()).isZero();
        }

        assertThat(output).contains("Entry 1201 of journal 1 ").contains("is in no report");
        assertThat(verified().rows()).isEqualTo(ROWS - 1);
    }

    @Test
    void an_entry_of_a_time_that_was_deleted_is_told_of(CapturedOutput output) {
        all.subList(30, ROWS).clear();
        books.write(all);
        long old = new Retention(database.jdbc(), database.transactions(), Retention.SHORTEST, () -> NOW).sweep();
        add(0, 30);

        try (Shipper shipper = started(books)) {
            await(() -> shipper.shipped().equals(new Shipped(0, 0, 0, old)));
            assertThat(old).isPositive();
            assertThat(entries.backlog()).isZero();
        }

        assertThat(output).contains("came after requests of its time were deleted");
    }

    @Test
    void a_database_that_is_away_at_the_end_keeps_nobody_waiting(CapturedOutput output) {
        add(0, 10);
        database.lose();

        try (Shipper shipper = started(books)) {
            await(() -> entries.failed().getCount() == 0);
            assertThat(shipper.shipped()).isEqualTo(Shipped.NOTHING);
        }

        assertThat(output).contains("10 requests stay in the journal");
        assertThat(entries.backlog()).isEqualTo(10);
    }

    @Test
    void a_long_backlog_says_how_long_it_is(CapturedOutput output) {
        for (int i = 0; i < 12_000; i++) {
            entries.add(new Entry(1, 1 + i % 10, false, FakeEntries.bytes(i % 10)));
        }
        long[] now = {0};

        try (Shipper shipper = started(books, () -> now[0] += 6_000_000_000L)) {
            await(() -> entries.backlog() == 0);
            await(() -> shipper.shipped().written() == 10);
        }

        assertThat(output)
                .contains("11000 requests are still to be written to the database, ")
                .doesNotContain("10000 requests are still");
    }

    private void add(int from, int to) {
        for (int i = from; i < to; i++) {
            entries.add(new Entry(1, i + 1L, false, FakeEntries.bytes(i)));
        }
    }

    private Shipper started(Books into) {
        return started(into, System::nanoTime);
    }

    private Shipper started(Books into, LongSupplier nanoTime) {
        Shipper shipper =
                new Shipper(entries, bytes -> all.get(FakeEntries.index(bytes)).receipt(), into, nanoTime);
        shipper.start();
        return shipper;
    }

    /** No tenant: neither database takes such a row. */
    private static Booked nobodys(Booked booked) {
        return asked(booked, null, booked.receipt().asking().price());
    }

    /** A price of a time that no column holds. */
    private static Booked timeless(Booked booked) {
        Asking asking = booked.receipt().asking();
        return asked(booked, asking.tenant(), new Price(Instant.MAX, 1, 1, 1));
    }

    private static Booked asked(Booked booked, @Nullable String tenant, @Nullable Price price) {
        Receipt receipt = booked.receipt();
        Asking asking = receipt.asking();
        Asking changed = new Asking(
                asking.requestId(),
                asking.receivedAt(),
                tenant,
                asking.key(),
                asking.zone(),
                asking.model(),
                asking.target(),
                asking.stream(),
                price,
                asking.labels(),
                asking.reserved());
        Receipt other = new Receipt(
                changed,
                receipt.ending(),
                receipt.status(),
                receipt.code(),
                receipt.finishReason(),
                receipt.attempts(),
                receipt.times(),
                receipt.usage(),
                receipt.cost(),
                receipt.upstreamCost(),
                receipt.cache(),
                receipt.saved());
        return new Booked(booked.journal(), booked.number(), other);
    }

    static void await(BooleanSupplier fact) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!fact.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(fact.getAsBoolean()).isTrue();
    }
}
