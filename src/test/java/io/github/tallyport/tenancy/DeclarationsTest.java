package io.github.tallyport.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.fault.WrongSetting;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationsTest {
    private static final String HASH = "7D9C6F804a3e86af06fa2b29fc3e268901a1a18c95dd5702ad000c3fcc6b4d64";
    private static final String SECRET = "sk-tally-canary";

    private static final String FULL = """
            tallyport:
              key-pepper: is read elsewhere
              tenants:
                - id: acme
                  name: Acme AG
                  time-zone: Asia/Shanghai
                  models: [deepseek/deepseek-v3.2-exp, model-a]
                  limits:
                    requests-per-minute: 600
                    tokens-per-minute: 1000000000000
                    concurrent-requests: 1
                    models:
                      "[deepseek/deepseek-v3.2-exp]":
                        requests-per-minute: 7
                  budgets:
                    - {period: total, amount: "1000.00"}
                    - {period: day, amount: "0.000000001"}
                  on-disconnect: drain
                  on-low-budget: refuse
                  cache: "off"
                  disabled: true
                  keys:
                    - id: k1
                      name: ci
                      hash: %s
                      expires-at: 2027-01-01T00:00:00+08:00
                      disabled: true
                      models: []
                      limits: {tokens-per-minute: 5}
                      budgets: [{period: month, amount: "7"}]
                - id: plain
                  keys:
                    - id: k2
                      hash: %s
            """.formatted(HASH, "8" + HASH.substring(1));

    @Test
    void the_defaults() {
        Declared declared = Yaml.declared(FULL);

        Tenant tenant = tenant(declared, "plain");
        Key key = key(declared, "k2");
        assertThat(tenant)
                .isEqualTo(new Tenant(
                        "plain",
                        "plain",
                        ZoneId.of("UTC"),
                        Policies.USUAL,
                        Terms.OPEN,
                        null,
                        Instant.EPOCH,
                        tenant.version(),
                        true));
        assertThat(key)
                .isEqualTo(new Key(
                        "k2", "plain", "k2", "***", Terms.OPEN, null, null, Instant.EPOCH, null, key.version(), true));
        assertThat(Yaml.declared("tallyport: {tenants: []}").tenants()).isEmpty();
        assertThat(Yaml.declared("other: 1").holders()).isEmpty();
    }

    @Test
    void every_property_arrives() {
        Declared declared = Yaml.declared(FULL);

        Holder holder = Objects.requireNonNull(declared.holders().get(Fingerprint.ofHex(HASH)));
        assertThat(holder.isDisabled()).isTrue();
        assertThat(holder.end()).isEqualTo(Instant.parse("2026-12-31T16:00:00Z").toEpochMilli());
        assertThat(holder.tenant()).isEqualTo(tenant(declared, "acme"));
        assertThat(holder.tenant().name()).isEqualTo("Acme AG");
        assertThat(holder.tenant().zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(holder.tenant().policies())
                .isEqualTo(new Policies(OnDisconnect.DRAIN, OnLowBudget.REFUSE, Caching.OFF));
        assertThat(holder.tenant().disabledAt()).isNotNull();
        assertThat(holder.tenant().terms())
                .isEqualTo(new Terms(
                        AllowList.of("deepseek/deepseek-v3.2-exp", "model-a"),
                        new Limits(
                                new Rates(600L, Rates.MOST, 1L),
                                Map.of("deepseek/deepseek-v3.2-exp", new Rates(7L, null, null))),
                        List.of(new Budget(Period.DAY, 1), new Budget(Period.TOTAL, 1_000_000_000_000L))));
        assertThat(holder.key().name()).isEqualTo("ci");
        assertThat(holder.key().disabledAt()).isNotNull();
        assertThat(holder.key().terms())
                .isEqualTo(new Terms(
                        AllowList.of(),
                        new Limits(new Rates(null, 5L, null), Map.of()),
                        List.of(new Budget(Period.MONTH, 7_000_000_000L))));
    }

    @Test
    void a_version_follows_from_what_is_written() {
        Declared one = Yaml.declared(FULL);
        Declared same = Yaml.declared(
                FULL.replace("[deepseek/deepseek-v3.2-exp, model-a]", "[model-a, deepseek/deepseek-v3.2-exp]"));
        Declared other = Yaml.declared(FULL.replace("minute: 7", "minute: 8").replace("name: ci", "name: deploy"));

        assertThat(one.tenants()).isEqualTo(same.tenants());
        assertThat(one.keys()).isEqualTo(same.keys());
        assertThat(tenant(other, "acme").version())
                .isNotEqualTo(tenant(one, "acme").version());
        assertThat(key(other, "k1").version()).isNotEqualTo(key(one, "k1").version());
        assertThat(key(other, "k2")).isEqualTo(key(one, "k2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: plain | id: Plain | [1].id: a tenant's id is",
                "id: plain | name: plain | [1].id: a tenant's id is",
                "id: plain | id: acme | [1].id: another tenant has this id",
                "name: Acme AG | name: ' ' | [0].name: the name of a tenant",
                "Asia/Shanghai | Asia/Shanghigh | [0].time-zone: it is a time zone",
                "model-a] | model-c] | [0].models[1]: the catalogue has no model",
                "minute: 600 | minute: 0 | [0].limits.requests-per-minute: a limit is 1 to",
                "minute: 1000000000000 | minute: 1000000000001 | [0].limits.tokens-per-minute: a limit is 1 to",
                "requests: 1 | requests: many | [0].limits.concurrent-requests: it cannot be read as Long",
                "v3.2-exp]\" | v4]\" | [0].limits.models[deepseek/deepseek-v4]: the catalogue has no model",
                "minute: 7 | minute: -1 | [0].limits.models[deepseek/deepseek-v3.2-exp].requests-per-minute: a limit is 1 to",
                "1000.00 | 1e3 | [0].budgets[0].amount: an amount is yuan",
                "0.000000001 | 0.0000000001 | [0].budgets[1].amount: an amount is yuan",
                "period: total | period: week | [0].budgets[0].period: it is one of [day, month, total]",
                "period: total | note: total | [0].budgets[0].note: there is no such property",
                "period: total, | '' | [0].budgets[0].period: it is day, month or total",
                "period: total | period: day | [0].budgets: two budgets for the same period",
                "drain | stop | [0].on-disconnect: it is one of [cancel, drain]",
                "disabled: true | disabled: perhaps | [0].disabled: it cannot be read as boolean",
                "id: k1 | id: sk-tally-canary | [0].keys[0].id: a key's id is",
                "id: k2 | id: k1 | [1].keys[0].id: another key has this id",
                "name: ci | name: '' | [0].keys[0].name: the name of a key",
                "expires-at | expire-at | [0].keys[0].expire-at: there is no such property",
                "2027-01-01T00 | soon | [0].keys[0].expires-at: it cannot be read as OffsetDateTime",
                "hash: 7D | hash: 7 | [0].keys[0].hash: this is the hash of a secret: 64",
                "hash: 7D | hash: sk-tally-canary | [0].keys[0].hash: this is the hash of a secret, never the secret",
                "hash: 7D | secret: sk-tally-canary | [0].keys[0].secret: there is no such property",
                "hash: 8D | hash: 7D | [1].keys[0].hash: another key has this hash"
            })
    void whatever_is_wrong_is_said_with_its_place_and_without_its_value(String right, String wrong, String said) {
        String yaml = FULL.replace(right, wrong);
        assertThat(yaml).isNotEqualTo(FULL);

        assertThatExceptionOfType(WrongSetting.class)
                .isThrownBy(() -> Yaml.declared(yaml))
                .withMessageStartingWith("tallyport.tenants" + said)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(SECRET));
    }

    @Test
    void utc_is_the_zone_where_none_is_given() {
        assertThat(tenant(Yaml.declared(FULL), "plain").zone().normalized()).isEqualTo(ZoneOffset.UTC);
    }

    private static Tenant tenant(Declared declared, String id) {
        return Objects.requireNonNull(declared.tenants().get(id));
    }

    private static Key key(Declared declared, String id) {
        return Objects.requireNonNull(declared.keys().get(id));
    }
}
