package io.github.tallyport.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PoolsTest {
    @Test
    void batches_are_sent_so_that_each_row_says_whether_it_was_new() {
        assertThat(driver()).containsEntry("reWriteBatchedInserts", "false");
    }

    @Test
    void what_the_driver_says_of_a_failure_does_not_repeat_the_row() {
        assertThat(driver()).containsEntry("logServerErrorDetail", "false");
    }

    private static Properties driver() {
        Duration any = Duration.ofSeconds(1);
        return new Pools(
                        new StorageProperties.Database("jdbc:postgresql://host/db", "", "", 1, any, any, any, any),
                        new DataDirectory(Path.of("data")))
                .config()
                .getDataSourceProperties();
    }
}
