package io.github.tallyport.books;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.storage.DatabaseKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RequestListTest extends OnEitherDatabase {
    private static final Comparator<Booked> NEWEST_FIRST = Comparator.comparing(
                    Booked::place,
                    Comparator.comparingLong(Place::receivedAt)
                            .thenComparingLong(Place::journal)
                            .thenComparingLong(Place::number))
            .reversed();

    private final RandomRequests requests = new RandomRequests(31);
    private final List<Booked> all = new ArrayList<>();

    RequestListTest(DatabaseKind kind) {
        super(kind);
    }

    @BeforeEach
    void write() {
        all.addAll(requests.list(1, 150));
        all.addAll(requests.list(2, 150));
        Booked twin = all.getFirst();
        all.add(new Booked(3, 1, twin.receipt()));
        all.add(new Booked(3, 2, twin.receipt()));
        books.write(all);
    }

    @Test
    void rows_come_newest_first_page_by_page_each_once() {
        List<Booked> seen = new ArrayList<>();
        List<Booked> page = reports.requests(RequestFilter.ALL, null, 7);
        while (!page.isEmpty()) {
            seen.addAll(page);
            page = reports.requests(RequestFilter.ALL, seen.getLast().place(), 7);
        }

        assertThat(seen).isEqualTo(all.stream().sorted(NEWEST_FIRST).toList());
    }

    @Test
    void a_list_can_be_narrowed_by_time_and_whose_it_is() {
        for (int i = 0; i < 40; i++) {
            Instant from = requests.moment();
            Instant to = requests.moment();
            Reach reach = switch (i % 4) {
                case 0 -> Reach.ofTenant("tenant-1");
                case 1 -> Reach.ofKey("key20");
                case 2 -> new Reach(Set.of(), Set.of(), Set.of("other"));
                default -> Reach.ALL;
            };

            assertThat(reports.requests(new RequestFilter(from, to, reach, null), null, 1000))
                    .isEqualTo(all.stream()
                            .filter(row ->
                                    row.receivedAt() >= from.toEpochMilli() && row.receivedAt() < to.toEpochMilli())
                            .filter(row -> Reckoned.reaches(reach, row.receipt().asking()))
                            .sorted(NEWEST_FIRST)
                            .toList());
        }
    }

    @Test
    void a_request_is_found_by_the_id_its_client_knows_and_may_be_several() {
        String id = all.getFirst().receipt().asking().requestId();

        List<Booked> found = reports.requests(new RequestFilter(null, null, Reach.ALL, id), null, 100);

        assertThat(found).hasSizeGreaterThanOrEqualTo(3);
        assertThat(found).allMatch(row -> row.receipt().asking().requestId().equals(id));
        assertThat(reports.requests(new RequestFilter(null, null, Reach.ALL, "' OR '1'='1"), null, 100))
                .isEmpty();
    }
}
