package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.signals.Signals;
import io.github.tallyport.storage.DatabaseKind;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.TestTenancy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** When a key was last used, as operators are shown it. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LastUsedTest extends OnEitherDatabase {
    LastUsedTest(DatabaseKind kind) {
        super(kind);
    }

    @Test
    void a_use_costs_no_query_and_is_there_after_a_while() {
        IssuedKey key = issued();
        try (Replica quick = new Replica(database, Signals.NONE, flushing(1000, Duration.ofMillis(100))).started()) {
            quick.identified(key.secret());

            assertThat(lastUsedWithin(Duration.ofSeconds(10), replica, key, TestTenancy.START))
                    .isEqualTo(TestTenancy.START);
        }
    }

    @Test
    void a_key_that_was_forgotten_for_its_change_or_for_want_of_room_was_used_all_the_same() {
        IssuedKey changed = issued();
        IssuedKey first = issued();
        IssuedKey second = issued();
        IssuedKey unused = issued();
        Replica small = new Replica(database, Signals.NONE, flushing(1, Duration.ofHours(1))).started();
        small.identified(changed.secret());
        replica.keys().disable(changed.key().id());
        assertThat(small.codeWithin(Duration.ofSeconds(10), changed.secret(), "api_key_disabled"))
                .isEqualTo("api_key_disabled");
        small.identified(first.secret());
        small.identified(second.secret());

        small.close();

        assertThat(lastUsed(replica, changed)).isEqualTo(TestTenancy.START);
        assertThat(lastUsed(replica, first)).isEqualTo(TestTenancy.START);
        assertThat(lastUsed(replica, second)).isEqualTo(TestTenancy.START);
        assertThat(lastUsed(replica, unused)).isNull();
    }

    static AccessProperties.Keys flushing(int known, Duration pause) {
        return new AccessProperties.Keys(
                known, 100, Duration.ofSeconds(10), Duration.ofMillis(100), pause, 4, 100, Duration.ofSeconds(10));
    }

    /** The time expected, or what it still was in the end; null as long as the database cannot be asked. */
    static @Nullable Instant lastUsedWithin(Duration time, Replica replica, IssuedKey key, Instant expected) {
        long end = System.nanoTime() + time.toNanos();
        Instant last = lastUsedIfKnown(replica, key);
        while (!expected.equals(last) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            last = lastUsedIfKnown(replica, key);
        }
        return last;
    }

    private static @Nullable Instant lastUsedIfKnown(Replica replica, IssuedKey key) {
        try {
            return lastUsed(replica, key);
        } catch (DataAccessResourceFailureException stillAway) {
            return null;
        }
    }

    private static @Nullable Instant lastUsed(Replica replica, IssuedKey key) {
        return replica.keys().find(key.key().id()).orElseThrow().lastUsedAt();
    }
}
