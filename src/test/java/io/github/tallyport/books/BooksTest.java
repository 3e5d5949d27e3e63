package io.github.tallyport.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.openai.Usage;
import io.github.tallyport.storage.DatabaseKind;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class BooksTest extends OnEitherDatabase {
    private static final int COUNT = 600;

    BooksTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void a_receipt_is_read_as_it_was_written() {
        List<Booked> written = new RandomRequests(1).list(1, 50);

        assertThat(books.write(written)).isEqualTo(new Books.Written(50, List.of()));

        assertThat(reports.requests(RequestFilter.ALL, null, 100)).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void any_batches_in_any_order_any_number_of_times_come_to_the_same() {
        List<Booked> all = new RandomRequests(2).list(7, COUNT);
        Random random = new Random(3);
        int fresh = 0;
        for (int i = 0; i < 60; i++) {
            List<Booked> some = new ArrayList<>();
            int size = random.nextInt(80);
            for (int n = 0; n < size; n++) {
                some.add(all.get(random.nextInt(COUNT)));
            }
            fresh += books.write(some).fresh();
        }
        List<Booked> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        fresh += books.write(shuffled).fresh();

        assertThat(fresh).isEqualTo(COUNT);
        assertThat(books.write(all).fresh()).isZero();
        assertThat(verified()).satisfies(found -> assertThat(found.ok()).isTrue());
        assertThat(sums(Set.of())).containsExactly(reckoned(all));
    }

    @Test
    void the_same_number_in_another_journal_is_another_request() {
        Booked one = new RandomRequests(4).one(1, 1);

        books.write(List.of(one, new Booked(2, 1, one.receipt())));

        assertThat(sums(Set.of()).getFirst().getFirst()).isEqualTo(2);
    }

    @Test
    void text_that_a_database_would_not_take_does_not_cost_the_row() {
        Receipt odd = with(new RandomRequests(5).one(1, 1).receipt(), 10, "length\0\uD800");

        books.write(List.of(new Booked(1, 1, odd)));

        assertThat(reports.requests(RequestFilter.ALL, null, 10))
                .extracting(booked -> booked.receipt().finishReason())
                .containsExactly("length\uFFFD\uFFFD");
    }

    @Test
    void a_sum_beyond_a_long_is_refused_and_nothing_is_written() {
        Receipt receipt = new RandomRequests(6).one(1, 1).receipt();
        books.write(List.of(new Booked(1, 1, with(receipt, Long.MAX_VALUE, "stop"))));

        assertThatThrownBy(() -> books.write(List.of(new Booked(1, 2, with(receipt, 1, "stop")))))
                .matches(DataErrors::is);
        assertThatThrownBy(() -> books.write(List.of(
                        new Booked(2, 1, with(receipt, Long.MAX_VALUE, "stop")),
                        new Booked(2, 2, with(receipt, 1, "stop")))))
                .matches(DataErrors::is);

        assertThat(reports.requests(RequestFilter.ALL, null, 10)).hasSize(1);
        assertThat(sums(Set.of()).getFirst().get(5)).isEqualTo(Long.MAX_VALUE);
    }

    private static Receipt with(Receipt receipt, long cost, String finishReason) {
        return new Receipt(
                receipt.asking(),
                receipt.ending(),
                receipt.status(),
                receipt.code(),
                finishReason,
                receipt.attempts(),
                receipt.times(),
                new Usage.Reported(1, 0, 1, 0),
                cost,
                null,
                receipt.cache(),
                0);
    }

    private List<List<BigInteger>> sums(Set<Grouping> by) {
        return reports.usage(new UsageQuery(Instant.EPOCH, Instant.MAX, by, Reach.ALL), null, 1000).stream()
                .map(row -> Reckoned.numbers(row.totals()))
                .toList();
    }

    private static List<BigInteger> reckoned(List<Booked> all) {
        return Reckoned.usage(all, Instant.EPOCH, Instant.MAX, Set.of(), Reach.ALL)
                .values()
                .iterator()
                .next();
    }
}
