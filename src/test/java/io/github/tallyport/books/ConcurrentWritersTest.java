package io.github.tallyport.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.tallyport.servers.Postgres;
import io.github.tallyport.storage.OpenDatabase;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Several replicas that ship the same journals at once. */
class ConcurrentWritersTest {
    private static final int WRITERS = 3;
    private static final int COUNT = 2000;

    @TempDir
    Path directory;

    @Test
    void writers_of_the_same_rows_neither_count_twice_nor_wait_for_each_other() throws Exception {
        List<Booked> all = new RandomRequests(11).list(1, COUNT);
        try (OpenDatabase database =
                        OpenDatabase.postgresql(directory, Postgres.shared().newDatabase());
                OpenDatabase second = database.again();
                OpenDatabase third = database.again();
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<Integer>> fresh = new ArrayList<>();
            for (OpenDatabase one : List.of(database, second, third)) {
                int seed = fresh.size();
                fresh.add(threads.submit(() -> written(one, all, seed)));
            }
            int sum = 0;
            for (Future<Integer> one : fresh) {
                sum += one.get(60, TimeUnit.SECONDS);
            }

            assertThat(sum).isEqualTo(COUNT);
            assertThat(new Verification(database.jdbc(), JournalCheck.NONE, System::nanoTime).run())
                    .satisfies(found -> assertThat(found.differences()).isEmpty())
                    .extracting(Verified::rows)
                    .isEqualTo((long) COUNT);
            Set<Grouping> by = Set.of(Grouping.KEY, Grouping.DAY);
            List<UsageRow> rows = new Reports(database.jdbc())
                    .usage(new UsageQuery(Instant.EPOCH, Instant.MAX, by, Reach.ALL), null, 10_000);
            var expected = Reckoned.usage(all, Instant.EPOCH, Instant.MAX, by, Reach.ALL);
            assertThat(rows).hasSameSizeAs(expected.keySet());
            for (UsageRow row : rows) {
                List<BigInteger> numbers = Reckoned.numbers(row.totals());
                assertThat(numbers).isEqualTo(expected.get(row.names()));
            }
        }
    }

    private static int written(OpenDatabase database, List<Booked> all, long seed) {
        Books books = new Books(database.operations(), database.transactions(), () -> RandomRequests.LAST);
        Random random = new Random(seed);
        List<Booked> shuffled = new ArrayList<>(all);
        int fresh = 0;
        for (int round = 0; round < 2; round++) {
            Collections.shuffle(shuffled, random);
            for (int i = 0; i < COUNT; i += 100) {
                fresh += books.write(shuffled.subList(i, i + 100)).fresh();
            }
        }
        return fresh;
    }

    @Test
    void a_verification_while_others_write_finds_nothing() throws Exception {
        List<Booked> all = new RandomRequests(12).list(1, COUNT);
        try (OpenDatabase database =
                        OpenDatabase.postgresql(directory, Postgres.shared().newDatabase());
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> writing = threads.submit(() -> written(database, all, 1));
            long fewest = COUNT;
            while (!writing.isDone()) {
                Verified found = new Verification(database.jdbc(), JournalCheck.NONE, System::nanoTime).run();
                assertThat(found.differences()).isEmpty();
                fewest = Math.min(fewest, found.rows());
            }

            assertThat(writing.get(60, TimeUnit.SECONDS)).isEqualTo(COUNT);
            assertThat(fewest).isLessThan(COUNT);
        }
    }

    @Test
    void a_driver_that_does_not_say_which_rows_are_new_is_refused() {
        String name = Postgres.shared().newDatabase();
        try (OpenDatabase database = OpenDatabase.postgresql(directory, name)) {
            var rewriting = new DriverManagerDataSource(
                    Postgres.shared().url(name) + "?reWriteBatchedInserts=true",
                    Postgres.shared().username(),
                    Postgres.shared().password());
            Books books = new Books(
                    new NamedParameterJdbcTemplate(rewriting), database.transactions(), () -> RandomRequests.LAST);

            assertThatIllegalStateException()
                    .isThrownBy(() -> books.write(new RandomRequests(1).list(1, 10)))
                    .withMessageContaining("reWriteBatchedInserts");
        }
    }
}
