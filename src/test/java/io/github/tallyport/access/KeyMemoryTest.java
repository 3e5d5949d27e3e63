package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.Fingerprint;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.Pepper;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.tenancy.TestTenancy;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyMemoryTest {
    private final Pepper pepper = new Pepper(TestTenancy.PEPPER);
    private final KeyMemory memory = new KeyMemory(
            new AccessProperties.Keys(
                    50,
                    20,
                    Duration.ofHours(1),
                    Duration.ofSeconds(1),
                    Duration.ofHours(1),
                    4,
                    100,
                    Duration.ofSeconds(3)),
            _ -> {});

    @Test
    void strangers_fill_their_own_bound_and_drive_no_known_key_out() {
        Fingerprint known = pepper.fingerprint("known");
        memory.remember(known, new LookedUp(0, key("acme", "k1")));

        for (int i = 0; i < 5000; i++) {
            memory.remember(pepper.fingerprint("stranger " + i), new LookedUp(0, null));
        }

        assertThat(memory.size()).isBetween(2L, 21L);
        assertThat(memory.find(known)).isNotNull();
    }

    @Test
    void known_keys_are_bounded_too() {
        for (int i = 0; i < 5000; i++) {
            memory.remember(pepper.fingerprint("key " + i), new LookedUp(0, key("acme", "k" + i)));
        }

        assertThat(memory.size()).isBetween(1L, 50L);
    }

    @Test
    void only_what_changed_is_forgotten_and_all_strangers() {
        memory.remember(pepper.fingerprint("a"), new LookedUp(0, key("acme", "k1")));
        memory.remember(pepper.fingerprint("b"), new LookedUp(0, key("acme", "k2")));
        memory.remember(pepper.fingerprint("c"), new LookedUp(0, key("beta", "k3")));
        memory.remember(pepper.fingerprint("d"), new LookedUp(0, null));

        memory.forget(1, Set.of("beta"), Set.of("k1"));

        assertThat(memory.find(pepper.fingerprint("a"))).isNull();
        assertThat(memory.find(pepper.fingerprint("b"))).isNotNull();
        assertThat(memory.find(pepper.fingerprint("c"))).isNull();
        assertThat(memory.isUnknown(pepper.fingerprint("d"))).isFalse();
    }

    @Test
    void a_finding_that_a_change_has_overtaken_is_not_kept() {
        memory.forget(7, Set.of(), Set.of("k1"));

        memory.remember(pepper.fingerprint("a"), new LookedUp(6, key("acme", "k1")));
        memory.remember(pepper.fingerprint("b"), new LookedUp(6, null));
        memory.remember(pepper.fingerprint("c"), new LookedUp(7, key("acme", "k3")));

        assertThat(memory.find(pepper.fingerprint("a"))).isNull();
        assertThat(memory.isUnknown(pepper.fingerprint("b"))).isFalse();
        assertThat(memory.find(pepper.fingerprint("c"))).isNotNull();
    }

    static KnownKey key(String tenant, String id) {
        return new KnownKey(caller(tenant, id), false, Long.MAX_VALUE);
    }

    static Caller caller(String tenant, String id) {
        Key details =
                new Key(id, tenant, "ci", "sk-ta***0000", Terms.OPEN, null, null, TestTenancy.START, null, 1, false);
        Tenant owner = new Tenant(
                tenant, "Acme", ZoneOffset.UTC, Policies.USUAL, Terms.OPEN, null, TestTenancy.START, 1, false);
        return Caller.of(owner, details);
    }
}
