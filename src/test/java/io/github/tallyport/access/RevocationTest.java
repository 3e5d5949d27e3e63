package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.storage.DatabaseKind;
import io.github.tallyport.storage.OpenDatabase;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.tenancy.TestTenancy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How a key stops being good, and how soon. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RevocationTest extends OnEitherDatabase {
    private static final Duration PROMISED = Duration.ofSeconds(2);

    RevocationTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void an_expired_key_is_expired_from_that_very_moment_on() {
        IssuedKey key =
                replica.keys().issue("acme", new NewKey("ci", Terms.OPEN, TestTenancy.START.plus(Duration.ofHours(1))));

        replica.at(TestTenancy.START.plus(Duration.ofHours(1)).minusMillis(1));
        replica.identified(key.secret());
        replica.at(TestTenancy.START.plus(Duration.ofHours(1)));

        Fault fault = replica.refused(key.secret());
        assertThat(fault.status()).isEqualTo(401);
        assertThat(fault.code()).isEqualTo("api_key_expired");
    }

    @Test
    void a_disabled_key_is_disabled_and_others_of_the_tenant_are_not() {
        IssuedKey key = issued();
        IssuedKey other = issued();

        replica.keys().disable(key.id());

        assertThat(replica.refused(key.secret()).code()).isEqualTo("api_key_disabled");
        replica.identified(other.secret());
    }

    @Test
    void no_key_of_a_disabled_tenant_is_good() {
        IssuedKey key = issued();

        replica.tenants().disable("acme");

        assertThat(replica.refused(key.secret()).code()).isEqualTo("api_key_disabled");
    }

    @Test
    void what_one_replica_takes_back_is_gone_on_another_within_two_seconds() {
        try (OpenDatabase again = database.again();
                Replica other = new Replica(again).started()) {
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
}
