package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.Refusal;
import io.github.tallyport.signals.HandSignals;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which writes are told to other replicas, and when. */
class AnnouncementTest {
    private final HandSignals signals = new HandSignals();
    private OpenDatabase database;
    private Tenancy tenancy;
    private String key;

    @BeforeEach
    void one_tenant_with_a_key(@TempDir Path directory) {
        database = OpenDatabase.sqlite(directory);
        tenancy = TestTenancy.over(database, Declared.NONE, signals, () -> TestTenancy.START);
        tenancy.tenants().create(NewTenant.of("acme", "Acme"));
        key = tenancy.keys().issue("acme", NewKey.named("ci")).key().id();
        signals.sent().clear();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void every_write_is_told_once() {
        tenancy.keys().disable(key);
        assertThat(signals.sent()).containsExactly("keys");
        tenancy.keys().enable(key);
        tenancy.keys().rotate(key, Duration.ZERO);
        tenancy.tenants().disable("acme");
        tenancy.tenants().enable("acme");
        tenancy.keys().delete(key);
        assertThat(signals.sent()).hasSize(6);
    }

    @Test
    void what_changes_nothing_is_not_told() {
        tenancy.keys().enable(key);
        tenancy.keys().used(Map.of(key, Instant.EPOCH));
        assertThatThrownBy(() -> tenancy.tenants().create(NewTenant.of("acme", "Again")))
                .isInstanceOf(Refusal.class);

        assertThat(signals.sent()).isEmpty();
    }

    @Test
    void a_write_is_told_when_it_is_committed_and_not_before() {
        database.transactions().executeWithoutResult(transaction -> {
            tenancy.keys().disable(key);
            assertThat(signals.sent()).isEmpty();
        });

        assertThat(signals.sent()).containsExactly("keys");
    }

    @Test
    void a_write_that_is_rolled_back_is_not_told() {
        database.transactions().executeWithoutResult(transaction -> {
            tenancy.keys().disable(key);
            transaction.setRollbackOnly();
        });

        assertThat(signals.sent()).isEmpty();
        assertThat(tenancy.keys().find(key))
                .hasValueSatisfying(found -> assertThat(found.disabledAt()).isNull());
    }
}
