package io.github.tallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tallyport.storage.DatabaseKind;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AuditLogTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseKind kind;
    private OpenDatabase database;
    private AuditLog log;

    AuditLogTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        database = kind.fresh(directory);
        log = new AuditLog(database.jdbc(), () -> NOW);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void an_entry_is_shown_as_it_was_noted() {
        AdminWrite created =
                new AdminWrite("admin", "tenant.create", "tenant/acme", null, "{\"name\":\"测试 🙂\"}", "request-1");
        AdminWrite deleted = new AdminWrite("night shift", "key.delete", "key/k1", "{}", null, "request-2");

        noted(created);
        noted(deleted);

        assertThat(log.newest(null, null, null, 10))
                .containsExactly(new AuditEntry(2, NOW, deleted), new AuditEntry(1, NOW, created));
    }

    @Test
    void a_write_that_is_rolled_back_leaves_no_entry_and_no_gap() {
        noted(write("admin", "tenant/acme"));
        database.transactions().executeWithoutResult(transaction -> {
            log.append(write("admin", "tenant/beta"));
            transaction.setRollbackOnly();
        });

        noted(write("admin", "tenant/gamma"));

        assertThat(subjects(log.newest(null, null, null, 10))).containsExactly("tenant/gamma", "tenant/acme");
        assertThat(log.newest(null, null, null, 1).getFirst().number()).isEqualTo(2);
    }

    @Test
    void outside_of_a_transaction_nothing_is_noted() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> log.append(write("admin", "tenant/acme")));

        assertThat(log.newest(null, null, null, 10)).isEmpty();
    }

    @Test
    void a_list_goes_on_before_the_last_one_seen_and_can_be_narrowed() {
        for (int i = 1; i <= 6; i++) {
            noted(write(i % 2 == 0 ? "even" : "odd", i <= 3 ? "tenant/low" : "tenant/high"));
        }

        assertThat(numbers(log.newest(null, null, null, 4))).containsExactly(6L, 5L, 4L, 3L);
        assertThat(numbers(log.newest(3L, null, null, 4))).containsExactly(2L, 1L);
        assertThat(numbers(log.newest(null, "tenant/low", null, 4))).containsExactly(3L, 2L, 1L);
        assertThat(numbers(log.newest(6L, null, "even", 4))).containsExactly(4L, 2L);
        assertThat(numbers(log.newest(null, "tenant/high", "odd", 4))).containsExactly(5L);
        assertThat(log.newest(null, "tenant/lo", "' OR '1'='1", 4)).isEmpty();
    }

    @Test
    void writers_at_the_same_time_get_numbers_without_gaps() {
        Flux.range(0, 40)
                .parallel(8)
                .runOn(Schedulers.boundedElastic())
                .doOnNext(i -> noted(write("admin", "tenant/" + i)))
                .sequential()
                .blockLast(PATIENCE);

        assertThat(numbers(log.newest(null, null, null, 100)))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 40).map(i -> 41 - i).boxed().toList());
    }

    private void noted(AdminWrite write) {
        database.transactions().executeWithoutResult(transaction -> log.append(write));
    }

    private static AdminWrite write(String operator, String subject) {
        return new AdminWrite(operator, "tenant.disable", subject, "{}", "{}", "request");
    }

    private static List<Long> numbers(List<AuditEntry> entries) {
        return entries.stream().map(AuditEntry::number).toList();
    }

    private static List<String> subjects(List<AuditEntry> entries) {
        return entries.stream().map(entry -> entry.write().subject()).toList();
    }
}
