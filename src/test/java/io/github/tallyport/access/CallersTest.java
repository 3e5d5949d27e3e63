package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.storage.DatabaseKind;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.tenancy.TestTenancy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Who is let in. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CallersTest extends OnEitherDatabase {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    CallersTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void a_key_says_who_is_calling() {
        IssuedKey key = replica.keys()
                .issue("acme", new NewKey("ci", Terms.allowing(AllowList.of("model-b", "model-c")), null));

        Caller caller = replica.identified(key.secret());

        assertThat(caller.tenant()).isEqualTo("acme");
        assertThat(caller.key()).isEqualTo(key.id());
        assertThat(caller.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(caller.policies().onDisconnect()).isEqualTo(OnDisconnect.DRAIN);
        assertThat(caller.tenantTerms()).isEqualTo(TestTenancy.ACME.terms());
        assertThat(caller.keyTerms()).isEqualTo(key.key().terms());
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
        String secret = TestTenancy.strangersSecret();

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
}
