package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.signals.Signals;
import io.github.tallyport.storage.OpenDatabase;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Declared;
import io.github.tallyport.tenancy.TestTenancy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are given in the configuration. */
class DeclaredKeysTest {
    private final String good = TestTenancy.strangersSecret();
    private final String disabled = TestTenancy.strangersSecret();
    private final String expiring = TestTenancy.strangersSecret();
    private final String paused = TestTenancy.strangersSecret();
    private OpenDatabase database;
    private Replica replica;

    @BeforeEach
    void start(@TempDir Path directory) {
        Declared declared = TestTenancy.declared("""
                tallyport.tenants:
                  - id: acme
                    models: [model-a, model-b]
                    keys:
                      - id: good
                        hash: %s
                        models: [model-b]
                      - id: disabled
                        hash: %s
                        disabled: true
                      - id: expiring
                        hash: %s
                        expires-at: %s
                  - id: paused
                    disabled: true
                    keys:
                      - id: paused
                        hash: %s
                """.formatted(
                        TestTenancy.hash(good),
                        TestTenancy.hash(disabled),
                        TestTenancy.hash(expiring),
                        TestTenancy.START.plusSeconds(1),
                        TestTenancy.hash(paused)));
        database = OpenDatabase.sqlite(directory);
        replica = new Replica(database, declared, Signals.NONE, Replica.DEFAULTS);
    }

    @AfterEach
    void stop() {
        replica.close();
        database.close();
    }

    @Test
    void a_declared_key_says_who_is_calling_without_a_query() {
        int connections = database.connections();

        Caller caller = replica.identified(good);

        assertThat(caller.tenant()).isEqualTo("acme");
        assertThat(caller.key()).isEqualTo("good");
        assertThat(caller.models()).isEqualTo(AllowList.of("model-b"));
        assertThat(caller.details().declared()).isTrue();
        assertThat(database.connections()).isEqualTo(connections);
    }

    @Test
    void a_declared_key_that_is_not_good_is_not_let_in() {
        assertThat(replica.refused(disabled).code()).isEqualTo("api_key_disabled");
        assertThat(replica.refused(paused).code()).isEqualTo("api_key_disabled");
        replica.identified(expiring);
        replica.at(TestTenancy.START.plusSeconds(1));
        assertThat(replica.refused(expiring).code()).isEqualTo("api_key_expired");
    }

    @Test
    void declared_keys_work_while_the_database_has_been_away_from_the_start() {
        database.lose();

        assertThat(replica.identified(good).key()).isEqualTo("good");
        assertThat(replica.refused(disabled).code()).isEqualTo("api_key_disabled");
        assertThat(replica.refused(TestTenancy.strangersSecret()).status()).isEqualTo(503);
    }
}
