package io.github.tallyport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Replicas that start together on a database that has nothing in it yet. */
class MigrationTest {
    private static final int REPLICAS = 4;

    @TempDir
    Path directory;

    @RepeatedTest(3)
    void migrations_run_once_on_one_postgresql() throws Exception {
        String name = Postgres.shared().newDatabase();

        startTogether(() -> OpenDatabase.postgresql(directory, name));
    }

    @RepeatedTest(3)
    void migrations_run_once_on_one_sqlite_file() throws Exception {
        startTogether(() -> OpenDatabase.sqlite(directory));
    }

    private static void startTogether(Supplier<OpenDatabase> replica) throws Exception {
        List<OpenDatabase> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(REPLICAS)) {
            CyclicBarrier together = new CyclicBarrier(REPLICAS);
            List<Future<OpenDatabase>> starting = new ArrayList<>();
            for (int i = 0; i < REPLICAS; i++) {
                starting.add(threads.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    return replica.get();
                }));
            }
            for (Future<OpenDatabase> one : starting) {
                open.add(one.get(60, TimeUnit.SECONDS));
            }
            for (OpenDatabase one : open) {
                assertThat(count(one, "SELECT count(*) FROM flyway_schema_history WHERE version IS NOT NULL"))
                        .isEqualTo(migrations());
                assertThat(count(one, "SELECT count(*) FROM access_counter")).isEqualTo(1);
            }
        } finally {
            open.forEach(OpenDatabase::close);
        }
    }

    private static long migrations() throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql").length;
    }

    private static long count(OpenDatabase database, String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}
