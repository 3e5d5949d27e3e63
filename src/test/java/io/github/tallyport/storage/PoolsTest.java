package io.github.tallyport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PoolsTest {
    @Test
    void batches_are_sent_so_that_each_row_says_whether_it_was_new() {
        Duration any = Duration.ofSeconds(1);
        Pools pools = new Pools(
                new StorageProperties.Database("jdbc:postgresql://host/db", "", "", 1, any, any, any, any),
                new DataDirectory(Path.of("data")));

        assertThat(pools.config().getDataSourceProperties()).containsEntry("reWriteBatchedInserts", "false");
    }
}
