package io.github.tallyport.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.catalogue.Target;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** What an answer is remembered under, and whether it is. */
class KeysTest {
    private static final byte[] BODY = "{\"model\":\"m\",\"messages\":[]}".getBytes(UTF_8);

    private final Keys keys = new Keys(properties(Caching.DETERMINISTIC));

    @ParameterizedTest
    @CsvSource({
        // of the tenant, of the model, of the configuration, deterministic, remembered
        "USUAL,USUAL,DETERMINISTIC,true,true",
        "USUAL,USUAL,DETERMINISTIC,false,false",
        "USUAL,USUAL,ALL,false,true",
        "USUAL,USUAL,OFF,true,false",
        "USUAL,ALL,OFF,false,true",
        "ALL,DETERMINISTIC,OFF,false,true",
        "DETERMINISTIC,ALL,ALL,false,false",
        "OFF,ALL,ALL,true,false",
        "ALL,OFF,ALL,true,false",
    })
    void the_tenant_comes_before_the_model_and_a_model_that_is_off_before_all(
            Caching tenant, Caching model, Caching configured, boolean deterministic, boolean remembered) {
        Keys some = new Keys(properties(configured));
        assertThat(some.concern(subject(tenant, model(model, "", "up/m"), deterministic, null)))
                .isEqualTo(remembered);
        assertThat(some.concern(subject(tenant, model(model, "", "up/m"), deterministic, "once")))
                .as("one request under one key")
                .isTrue();
    }

    @Test
    void another_revision_or_another_model_of_the_provider_is_another_key() {
        CacheKey key = key(model(Caching.ALL, "", "up/m"));
        assertThat(key(model(Caching.ALL, "", "up/m"))).isEqualTo(key);
        assertThat(key(model(Caching.ALL, "2", "up/m"))).isNotEqualTo(key);
        assertThat(key(model(Caching.ALL, "", "up/n"))).isNotEqualTo(key);
    }

    @Test
    void an_Idempotency_Key_is_the_key_and_the_request_its_fingerprint() {
        Subject once = subject(Caching.OFF, model(Caching.OFF, "", "up/m"), false, "once");
        Quest quest = keys.quest(once, BODY);
        Quest other = keys.quest(once, "{\"model\":\"m\",\"messages\":[1]}".getBytes(UTF_8));
        assertThat(other.key()).isEqualTo(quest.key());
        assertThat(other.fingerprint()).isNotEqualTo(quest.fingerprint());
        assertThat(quest.key().text()).startsWith("i:acme|").doesNotContain("once");
    }

    private CacheKey key(Model model) {
        return keys.quest(subject(Caching.ALL, model, true, null), BODY).key();
    }

    private static Subject subject(
            Caching tenant, Model model, boolean deterministic, @Nullable String idempotencyKey) {
        return new Subject("acme", "key", tenant, model, deterministic, idempotencyKey, Wishes.NONE);
    }

    private static Model model(Caching caching, String revision, String ofProvider) {
        return new Model(
                "m",
                List.of(),
                "somebody",
                0,
                100,
                100,
                4,
                Set.of(Model.Input.TEXT),
                Set.of(),
                caching,
                revision,
                List.of(new Price(Instant.EPOCH, 1, 1, 1)),
                List.of(new Target("t", URI.create("http://localhost/v1"), List.of(), ofProvider, 0, false)));
    }

    private static CacheProperties properties(Caching requests) {
        return new CacheProperties(
                requests,
                CacheProperties.SharedBy.TENANT,
                false,
                Duration.ofHours(1),
                DataSize.ofMegabytes(1),
                DataSize.ofKilobytes(1),
                Duration.ofHours(1),
                DataSize.ofMegabytes(1),
                0,
                Duration.ofMillis(20));
    }
}
