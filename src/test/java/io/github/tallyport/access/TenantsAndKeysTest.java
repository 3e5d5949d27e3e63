package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.storage.DatabaseKind;
import java.time.Duration;
import java.time.ZoneId;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What is in the tables after a write. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class TenantsAndKeysTest extends OnEitherDatabase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    TenantsAndKeysTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void no_secret_is_in_the_tables_or_in_what_is_printed() {
        IssuedKey key = issued();
        Caller caller = replica.identified(key.secret());
        String core =
                key.secret().substring("sk-tally-".length() + 17, key.secret().length() - 6);

        String tables = everything();

        assertThat(tables).contains("acme", key.id(), key.redacted()).doesNotContain(core, Replica.PEPPER);
        assertThat(key.toString() + caller).doesNotContain(core);
        assertThat(core).hasSize(43);
    }

    @Test
    void a_key_for_a_tenant_that_is_not_there_leaves_nothing_behind() {
        String before = everything();

        assertThatThrownBy(() -> replica.keys().issue("nobody", NewKey.named("ci")))
                .isInstanceOf(NoSuchElementException.class);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_tenant_is_made_once() {
        assertThat(replica.tenants().create(NewTenant.of("acme", "Another"))).isFalse();
        assertThat(replica.tenants().create(NewTenant.of("beta", "Beta"))).isTrue();

        Tenant acme = replica.tenants().find("acme").orElseThrow();
        assertThat(acme)
                .isEqualTo(new Tenant(
                        "acme",
                        "Acme",
                        ZoneId.of("Asia/Shanghai"),
                        OnDisconnect.DRAIN,
                        AllowList.of("model-a", "model-b"),
                        null,
                        Replica.START,
                        1));
        assertThat(replica.tenants().find("beta").orElseThrow().models()).isEqualTo(AllowList.ALL);
        assertThat(replica.tenants().find("gamma")).isEmpty();
    }

    @Test
    void writers_at_the_same_time_get_numbers_without_gaps() {
        long before = number();

        Flux.range(0, 40)
                .parallel(8)
                .runOn(Schedulers.boundedElastic())
                .map(i -> replica.keys().issue("acme", NewKey.named("key " + i)))
                .sequential()
                .blockLast(PATIENCE);

        assertThat(number()).isEqualTo(before + 40);
        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM access_changes WHERE number > :before")
                        .param("before", before)
                        .query(Long.class)
                        .single())
                .isEqualTo(40);
    }

    private long number() {
        return database.jdbc()
                .sql("SELECT number FROM access_counter")
                .query(Long.class)
                .single();
    }
}
