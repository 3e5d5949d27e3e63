package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.storage.DatabaseKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Writers at the same time. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ConcurrencyTest extends OnEitherDatabase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    ConcurrencyTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void changes_get_numbers_without_gaps() {
        long before = secrets.newest();

        Flux.range(0, 40)
                .parallel(8)
                .runOn(Schedulers.boundedElastic())
                .map(i -> keys.issue("acme", NewKey.named("key " + i)))
                .sequential()
                .blockLast(PATIENCE);

        assertThat(secrets.newest()).isEqualTo(before + 40);
        assertThat(secrets.since(before, before + 40)).hasSize(40);
    }
}
