package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.storage.OpenDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Who is let in, on whichever database. */
abstract class CallersContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROMISED = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private OpenDatabase database;
    private Replica replica;

    /** The database of this test; the same one however often it is opened. */
    abstract OpenDatabase open(Path directory);

    @BeforeEach
    void start() {
        database = open(directory);
        replica = new Replica(database);
        replica.tenants()
                .create(new NewTenant(
                        "acme",
                        "Acme",
                        ZoneId.of("Asia/Shanghai"),
                        OnDisconnect.DRAIN,
                        AllowList.of("model-a", "model-b")));
    }

    @AfterEach
    void stop() {
        replica.close();
        database.close();
    }

    @Test
    void a_key_says_who_is_calling() {
        IssuedKey key = replica.keys().issue("acme", new NewKey("ci", AllowList.of("model-b", "model-c"), null));

        Caller caller = replica.identified(key.secret());

        assertThat(caller.tenant()).isEqualTo("acme");
        assertThat(caller.key()).isEqualTo(key.id());
        assertThat(caller.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(caller.onDisconnect()).isEqualTo(OnDisconnect.DRAIN);
        assertThat(caller.mayUse("model-b")).isTrue();
        assertThat(caller.mayUse("model-a")).isFalse();
        assertThat(caller.mayUse("model-c")).isFalse();
    }

    @Test
    void a_key_may_come_in_either_header_with_blanks_around_it() {
        String secret = issued().secret();
        Callers callers = replica.callers();

        for (Mono<Caller> caller : List.of(
                callers.identify("Bearer " + secret, null),
                callers.identify("  bEARER \t " + secret + "  ", null),
                callers.identify(null, " " + secret + " "),
                callers.identify("Basic dXNlcjpwYXNz", secret),
                callers.identify("Bearer ", secret))) {
            assertThat(caller.block(PATIENCE)).extracting(Caller::tenant).isEqualTo("acme");
        }
    }

    @Test
    void no_key_is_told_how_to_send_one() {
        for (String authorization : new @Nullable String[] {null, "", "Bearer", "Bearer  ", "Basic dXNlcjpwYXNz"}) {
            Fault fault = Replica.refused(replica.callers().identify(authorization, " "));
            assertThat(fault.status()).isEqualTo(401);
            assertThat(fault.code()).isNull();
            assertThat(fault.message()).startsWith("You didn't provide an API key.");
            assertThat(fault.headers()).containsEntry("WWW-Authenticate", "Bearer");
        }
    }

    @Test
    void a_key_nobody_issued_is_unknown_and_asked_for_once() {
        String secret = Replica.strangersSecret();

        Fault fault = replica.refused(secret);
        int connections = database.connections();
        replica.refused(secret);

        assertThat(fault.status()).isEqualTo(401);
        assertThat(fault.code()).isEqualTo("invalid_api_key");
        assertThat(fault.message())
                .isEqualTo("Incorrect API key provided: sk-ta***" + secret.substring(secret.length() - 4) + ".");
        assertThat(database.connections()).isEqualTo(connections);
    }

    @Test
    void a_malformed_key_is_unknown_without_asking_the_database() {
        String secret = issued().secret();
        int connections = database.connections();

        for (String wrong : List.of("sk-proj-0123456789abcdefghijklmnop", "x", secret + "0", secret.substring(1))) {
            assertThat(replica.refused(wrong).code()).isEqualTo("invalid_api_key");
        }

        assertThat(database.connections()).isEqualTo(connections);
    }

    @Test
    void a_known_key_costs_no_query() {
        String secret = issued().secret();
        replica.identified(secret);
        int connections = database.connections();

        replica.identified(secret);

        assertThat(database.connections()).isEqualTo(connections);
    }

    @Test
    void many_first_uses_of_a_key_are_one_query() {
        String secret = issued().secret();
        int connections = database.connections();

        List<Caller> callers = Flux.range(0, 64)
                .parallel(8)
                .runOn(Schedulers.parallel())
                .flatMap(i -> replica.callers().identify("Bearer " + secret, null))
                .sequential()
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();

        assertThat(callers).hasSize(64).containsOnly(callers.getFirst());
        assertThat(database.connections()).isEqualTo(connections + 1);
    }

    @Test
    void a_client_that_leaves_does_not_spoil_the_look_up_for_others() {
        String secret = issued().secret();
        replica.callers().identify("Bearer " + secret, null).subscribe().dispose();

        assertThat(replica.identified(secret).tenant()).isEqualTo("acme");
    }

    @Test
    void an_expired_key_is_expired_from_that_very_moment_on() {
        IssuedKey key =
                replica.keys().issue("acme", new NewKey("ci", AllowList.ALL, Replica.START.plus(Duration.ofHours(1))));

        replica.at(Replica.START.plus(Duration.ofHours(1)).minusMillis(1));
        replica.identified(key.secret());
        replica.at(Replica.START.plus(Duration.ofHours(1)));

        Fault fault = replica.refused(key.secret());
        assertThat(fault.status()).isEqualTo(401);
        assertThat(fault.code()).isEqualTo("api_key_expired");
    }

    @Test
    void a_disabled_key_is_disabled_and_others_of_the_tenant_are_not() {
        IssuedKey key = issued();
        IssuedKey other = issued();

        assertThat(replica.keys().disable(key.id())).isTrue();

        assertThat(replica.refused(key.secret()).code()).isEqualTo("api_key_disabled");
        replica.identified(other.secret());
        assertThat(replica.keys().disable("nobody")).isFalse();
    }

    @Test
    void no_key_of_a_disabled_tenant_is_good() {
        IssuedKey key = issued();

        assertThat(replica.tenants().disable("acme")).isTrue();

        assertThat(replica.refused(key.secret()).code()).isEqualTo("api_key_disabled");
        assertThat(replica.tenants().disable("nobody")).isFalse();
    }

    @Test
    void what_one_replica_takes_back_is_gone_on_another_within_two_seconds() {
        try (Replica other = new Replica(database).started()) {
            replica.started();
            IssuedKey disabled = issued();
            IssuedKey deleted = issued();
            IssuedKey kept = issued();
            for (IssuedKey key : List.of(disabled, deleted, kept)) {
                replica.identified(key.secret());
                other.identified(key.secret());
            }

            replica.keys().disable(disabled.id());
            replica.keys().delete(deleted.id());

            assertThat(other.codeWithin(PROMISED, disabled.secret(), "api_key_disabled"))
                    .isEqualTo("api_key_disabled");
            assertThat(replica.codeWithin(PROMISED, disabled.secret(), "api_key_disabled"))
                    .isEqualTo("api_key_disabled");
            assertThat(other.codeWithin(PROMISED, deleted.secret(), "invalid_api_key"))
                    .isEqualTo("invalid_api_key");
            assertThat(replica.codeWithin(PROMISED, deleted.secret(), "invalid_api_key"))
                    .isEqualTo("invalid_api_key");
            replica.identified(kept.secret());

            replica.tenants().disable("acme");
            assertThat(other.codeWithin(PROMISED, kept.secret(), "api_key_disabled"))
                    .isEqualTo("api_key_disabled");
            replica.tenants().enable("acme");
            assertThat(other.codeWithin(PROMISED, kept.secret(), "")).isEmpty();
        }
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

    private String everything() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of("tenants", "keys", "secrets", "access_counter", "access_changes")) {
            all.append(database.jdbc().sql("SELECT * FROM " + table).query().listOfRows());
        }
        return all.toString();
    }

    private IssuedKey issued() {
        return replica.keys().issue("acme", NewKey.named("ci"));
    }
}
