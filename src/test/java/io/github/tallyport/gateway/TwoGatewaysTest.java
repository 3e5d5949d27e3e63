package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TwoGateways.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.Redis;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.KeyChange;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.TenantChange;
import io.github.tallyport.tenancy.Terms;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator changes on one replica takes effect on both within two seconds, whatever they share. */
@ParameterizedClass
@MethodSource("gateways")
class TwoGatewaysTest {
    private final TwoGateways gateways;

    TwoGatewaysTest(TwoGateways gateways) {
        this.gateways = gateways;
    }

    /** Each pair is started when its turn comes, and closed after its last test. */
    static Stream<TwoGateways> gateways() {
        return Stream.<Supplier<TwoGateways>>of(TwoGateways::new, TwoGatewaysTest::bySignalsAlone)
                .map(Supplier::get);
    }

    /** Nobody looks by itself before the end of the test. */
    private static TwoGateways bySignalsAlone() {
        TwoGateways gateways =
                new TwoGateways("tallyport.redis.url=" + Redis.shared().url(), "tallyport.keys.poll=1h");
        gateways.signalsFlow();
        return gateways;
    }

    @Test
    void a_disabled_key_is_refused_and_an_enabled_one_let_in() {
        IssuedKey key = gateways.warmKey("acme");

        gateways.keys().disable(key.key().id());
        gateways.bothSay("api_key_disabled", key);
        gateways.keys().enable(key.key().id());
        gateways.bothSay(GOOD, key);
    }

    @Test
    void a_deleted_key_is_unknown() {
        IssuedKey key = gateways.warmKey("acme");

        gateways.keys().delete(key.key().id());

        gateways.bothSay("invalid_api_key", key);
    }

    @Test
    void all_keys_of_a_disabled_tenant_are_refused() {
        gateways.tenants().create(NewTenant.of("paused", "Paused"));
        IssuedKey key = gateways.warmKey("paused");
        IssuedKey another = gateways.warmKey("paused");

        gateways.tenants().disable("paused");
        Instant disabled = Instant.now();
        gateways.bothSay("api_key_disabled", key, disabled);
        gateways.bothSay("api_key_disabled", another, disabled);
        gateways.tenants().enable("paused");
        gateways.bothSay(GOOD, key);
    }

    @Test
    void a_key_that_was_given_an_end_expires_there() {
        IssuedKey key = gateways.warmKey("acme");
        Instant end = Instant.now().plusMillis(1200);

        gateways.keys().change(key.key().id(), key.key().version(), new KeyChange("ci", Terms.OPEN, end));

        gateways.bothSay("api_key_expired", key, end);
        assertThat(Instant.now()).isAfterOrEqualTo(end);
    }

    @Test
    void a_rotated_secret_is_good_until_its_grace_ends() {
        IssuedKey old = gateways.warmKey("acme");
        Duration grace = Duration.ofMillis(1200);
        Instant earliest = Instant.now().plus(grace);

        IssuedKey fresh = gateways.keys().rotate(old.key().id(), grace);
        Instant end = Instant.now().plus(grace);

        gateways.bothSay(GOOD, fresh);
        gateways.bothSay("api_key_expired", old, end);
        assertThat(Instant.now()).isAfter(earliest.minusMillis(1));
        gateways.bothSay(GOOD, fresh);
    }

    @Test
    void a_secret_that_was_rotated_without_grace_is_refused() {
        IssuedKey old = gateways.warmKey("acme");

        IssuedKey fresh = gateways.keys().rotate(old.key().id(), Duration.ZERO);

        gateways.bothSay("api_key_expired", old);
        gateways.bothSay(GOOD, fresh);
    }

    @Test
    void models_that_are_taken_from_a_tenant_are_not_shown_and_not_answered() {
        Tenant narrowed = gateways.tenants().create(NewTenant.of("narrowed", "Narrowed"));
        IssuedKey key = gateways.warmKey("narrowed");
        gateways.both(gateway -> chat(gateway, key), "200", Instant.now());

        gateways.tenants().change("narrowed", narrowed.version(), with(narrowed, AllowList.of("another/model")));

        Instant changed = Instant.now();
        gateways.both(gateway -> chat(gateway, key), "403 model_not_found", changed);
        gateways.both(gateway -> shown(gateway, key), "[]", changed);
    }

    private static TenantChange with(Tenant tenant, AllowList models) {
        return new TenantChange(tenant.name(), tenant.zone(), tenant.policies(), Terms.allowing(models));
    }

    private static String chat(TestGateway gateway, IssuedKey key) {
        HttpResponse<String> answer = gateway.send(
                gateway.chatRequest(TestGateway.HELLO).setHeader("Authorization", "Bearer " + key.secret()));
        return answer.statusCode() == 200
                ? "200"
                : answer.statusCode() + " "
                        + TwoGateways.json(answer).path("error").path("code").asString();
    }

    private static String shown(TestGateway gateway, IssuedKey key) {
        return TwoGateways.json(TwoGateways.models(gateway, key.secret()))
                .path("data")
                .toString();
    }
}
