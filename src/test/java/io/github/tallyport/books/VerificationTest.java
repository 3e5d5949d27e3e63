package io.github.tallyport.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.journal.Entry;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.storage.DatabaseKind;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
@ExtendWith(OutputCaptureExtension.class)
class VerificationTest extends OnEitherDatabase {
    private static final int ROWS = 1200;

    private final List<Booked> all = new RandomRequests(51).list(1, ROWS);

    VerificationTest(DatabaseKind kind) {
        super(kind);
    }

    @BeforeEach
    void write() {
        books.write(all);
    }

    @Test
    void what_was_written_is_right() {
        Verified found = verified();

        assertThat(found.differences()).isEmpty();
        assertThat(found.ok()).isTrue();
        assertThat(found.rows()).isEqualTo(ROWS);
        assertThat(found.sums())
                .isEqualTo(database.jdbc()
                        .sql("SELECT COUNT(*) FROM usage_sums")
                        .query(Long.class)
                        .single());
    }

    @Test
    void a_changed_cost_is_found_in_the_row_and_in_the_sum() {
        sql("UPDATE requests SET cost = cost + 5 WHERE entry_number = 17");

        Verified found = verified();

        assertThat(found.differences())
                .extracting(Difference::kind)
                .containsExactlyInAnyOrder(Difference.Kind.SUM, Difference.Kind.COST);
        assertThat(found.differences())
                .filteredOn(difference -> difference.kind() == Difference.Kind.COST)
                .singleElement()
                .satisfies(difference -> assertThat(difference.where())
                        .isEqualTo("entry 17 of journal 1, request "
                                + all.get(16).receipt().asking().requestId()));
        assertThat(found.differences())
                .filteredOn(difference -> difference.kind() == Difference.Kind.SUM)
                .singleElement()
                .satisfies(difference ->
                        assertThat(difference.what()).isEqualTo("The sum has 5 fewer cost than its rows."));
    }

    @Test
    void a_missing_row_is_found() {
        sql("DELETE FROM requests WHERE entry_number = 17");

        assertThat(verified().differences())
                .singleElement()
                .satisfies(difference -> assertThat(difference.what()).startsWith("The sum has 1 more requests, "));
    }

    @Test
    void a_row_nobody_added_up_is_found() {
        sql("UPDATE requests SET tenant_id = 'forged' WHERE entry_number = 17");

        assertThat(verified().differences())
                .extracting(Difference::where)
                .hasSize(2)
                .anyMatch(where -> where.contains("tenant forged"));
    }

    @Test
    void a_changed_sum_is_found() {
        sql(
                "UPDATE usage_sums SET saved = saved + 1 WHERE span = 86400000 AND tenant_id = 'tenant-1' AND key_id = 'key10'"
                        + " AND model = 'other'");
        Verified found = verified();
        assertThat(found.differences())
                .isNotEmpty()
                .allMatch(difference ->
                        difference.what().equals("The sum has 1 more saved than its quarters of an hour."))
                .allMatch(difference -> difference.where().startsWith("the day from 2026-03-"));

        sql("DELETE FROM usage_sums");
        assertThat(verified().total()).isGreaterThan(100);
        assertThat(verified().differences()).hasSize(100);
    }

    @Test
    void a_cost_no_long_can_hold_is_found_and_stops_nothing() {
        sql("UPDATE requests SET price_completion = 9223372036854775807 WHERE price_completion IS NOT NULL"
                + " AND entry_number < 20 AND cache = 'miss'");

        assertThat(verified().differences())
                .isNotEmpty()
                .allMatch(difference -> difference.kind() == Difference.Kind.COST);
    }

    @Test
    void an_entry_the_journal_was_told_is_kept_must_have_its_row() {
        sql("DELETE FROM requests WHERE entry_number = 700");
        JournalCheck journal = journal(ROWS + 1);

        Verified found = new Verification(database.jdbc(), journal, System::nanoTime).run();

        assertThat(found.entries()).isEqualTo(ROWS + 1);
        assertThat(found.differences())
                .filteredOn(difference -> difference.kind() == Difference.Kind.JOURNAL)
                .extracting(Difference::where, Difference::what)
                .satisfiesExactly(
                        missing -> assertThat(missing.toList())
                                .containsExactly("entry 700 of journal 1", "The entry has no row."),
                        unreadable -> assertThat(unreadable.toList().getLast().toString())
                                .startsWith("The entry has no row and cannot be read: "));
    }

    @Test
    void an_entry_whose_row_was_deleted_for_its_age_is_right() {
        long old = new Retention(database.jdbc(), database.transactions(), Retention.SHORTEST, () -> NOW).sweep();

        assertThat(old).isPositive();
        assertThat(new Verification(database.jdbc(), journal(ROWS), System::nanoTime)
                        .run()
                        .ok())
                .isTrue();
    }

    @Test
    void a_long_one_says_how_far_it_is(CapturedOutput output) {
        long[] now = {0};

        new Verification(database.jdbc(), JournalCheck.NONE, () -> now[0] += 6_000_000_000L).run();

        assertThat(output)
                .contains("Verifying the ledger, up to 2026-03-08T")
                .contains("The ledger is verified: 1200 rows, ");
    }

    private JournalCheck journal(int entries) {
        return new JournalCheck() {
            @Override
            public void keptEntries(Consumer<Entry> each) {
                for (int i = 1; i <= entries; i++) {
                    each.accept(new Entry(1, i, false, FakeEntries.bytes(i - 1)));
                }
            }

            @Override
            public Receipt read(byte[] bytes) {
                return all.get(FakeEntries.index(bytes)).receipt();
            }
        };
    }
}
