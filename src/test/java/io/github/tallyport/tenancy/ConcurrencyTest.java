package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.storage.DatabaseKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
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

    /** As many as there are connections: who waits for one may wait longer than a pool of a test is patient. */
    private static final int WRITERS = 4;

    ConcurrencyTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void changes_get_numbers_without_gaps() {
        long before = secrets.newest();

        Flux.range(0, 40)
                .parallel(WRITERS)
                .runOn(Schedulers.boundedElastic())
                .map(i -> keys.issue("acme", NewKey.named("key " + i)))
                .sequential()
                .blockLast(PATIENCE);

        assertThat(secrets.newest()).isEqualTo(before + 40);
        assertThat(secrets.since(before, before + 40)).hasSize(40);
    }

    /** Of 81 secrets, those are good that are among the newest five and before no rotation without a grace. */
    @Test
    void rotations_of_one_key_follow_each_other() {
        IssuedKey first = issued();
        long before = secrets.newest();
        Set<IssuedKey> withoutGrace = ConcurrentHashMap.newKeySet();

        List<IssuedKey> all = new ArrayList<>(Flux.range(0, 80)
                .parallel(WRITERS)
                .runOn(Schedulers.boundedElastic())
                .map(i -> rotated(first.id(), i % 26 == 25, withoutGrace))
                .sequential()
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow());

        all.add(first);
        all.sort(Comparator.comparingLong(issued -> issued.key().version()));
        assertThat(all)
                .extracting(issued -> issued.key().version())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 81).boxed().toList());
        assertThat(all.getLast().key()).isEqualTo(keys.find(first.id()).orElseThrow());
        long lastWithoutGrace = all.stream()
                .filter(withoutGrace::contains)
                .mapToLong(issued -> issued.key().version())
                .max()
                .orElse(0);
        assertThat(all)
                .allSatisfy(issued -> assertThat(isGood(issued))
                        .isEqualTo(
                                issued.key().version() > 81 - 5 && issued.key().version() >= lastWithoutGrace));
        assertThat(secrets.newest()).isEqualTo(before + 80);
    }

    private IssuedKey rotated(String id, boolean atOnce, Set<IssuedKey> withoutGrace) {
        IssuedKey issued = keys.rotate(id, atOnce ? Duration.ZERO : Duration.ofDays(1));
        if (atOnce) {
            withoutGrace.add(issued);
        }
        return issued;
    }
}
