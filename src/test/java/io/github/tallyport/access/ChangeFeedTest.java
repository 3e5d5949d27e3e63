package io.github.tallyport.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.storage.OpenDatabase;
import io.github.tallyport.tenancy.Fingerprint;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.NewTenant;
import io.github.tallyport.tenancy.Pepper;
import io.github.tallyport.tenancy.Secrets;
import io.github.tallyport.tenancy.TestTenancy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeFeedTest {
    private static final int KEPT = 1000;

    @TempDir
    Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(TestTenancy.START);
    private final List<Duration> ages = new ArrayList<>();
    private OpenDatabase database;
    private Replica replica;
    private Secrets secrets;
    private KeyMemory memory;
    private ChangeFeed feed;
    private Fingerprint first;
    private Fingerprint second;
    private IssuedKey key;

    @BeforeEach
    void two_keys_are_remembered() {
        database = OpenDatabase.sqlite(directory);
        replica = new Replica(database);
        secrets = TestTenancy.over(database, InstantSource.fixed(TestTenancy.START))
                .secrets();
        memory = new KeyMemory(Replica.DEFAULTS, _ -> {});
        feed = new ChangeFeed(secrets, memory, Outage.ofLookups(), ages::add, now::get, Duration.ofHours(1));
        replica.tenants().create(NewTenant.of("acme", "Acme"));
        replica.tenants().create(NewTenant.of("beta", "Beta"));
        key = replica.keys().issue("acme", NewKey.named("first"));
        first = fingerprint(key);
        second = fingerprint(replica.keys().issue("acme", NewKey.named("second")));
        feed.poll();
        remember();
    }

    @AfterEach
    void close() {
        feed.close();
        replica.close();
        database.close();
    }

    @Test
    void nothing_new_forgets_nothing() {
        feed.poll();

        assertThat(memory.find(first)).isNotNull();
        assertThat(memory.find(second)).isNotNull();
    }

    @Test
    void a_change_forgets_what_it_is_about() {
        replica.keys().disable(key.id());

        feed.poll();

        assertThat(memory.find(first)).isNull();
        assertThat(memory.find(second)).isNotNull();
    }

    @Test
    void every_change_is_timed_from_its_write_to_the_moment_it_is_acted_on() {
        replica.keys().disable(key.id());
        replica.tenants().disable("acme");
        now.set(TestTenancy.START.plusMillis(1500));

        feed.poll();

        assertThat(ages).containsExactly(Duration.ofMillis(1500), Duration.ofMillis(1500));
    }

    @Test
    void a_change_by_a_clock_that_is_ahead_took_no_time() {
        replica.keys().disable(key.id());
        now.set(TestTenancy.START.minusMillis(1));

        feed.poll();

        assertThat(ages).containsExactly(Duration.ZERO);
    }

    @Test
    void a_reader_too_far_behind_forgets_everything_and_the_log_stays_bounded() {
        for (int i = 0; i <= KEPT / 2; i++) {
            replica.tenants().disable("beta");
            replica.tenants().enable("beta");
        }

        feed.poll();

        assertThat(memory.find(first)).isNull();
        assertThat(memory.find(second)).isNull();
        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM access_changes")
                        .query(Integer.class)
                        .single())
                .isEqualTo(KEPT);
    }

    @Test
    void a_number_that_went_backwards_forgets_everything() {
        database.jdbc().sql("UPDATE access_counter SET number = number - 1").update();

        feed.poll();

        assertThat(memory.find(first)).isNull();
        assertThat(memory.find(second)).isNull();
    }

    @Test
    void while_the_database_is_away_nothing_is_forgotten() {
        database.lose();

        feed.poll();

        assertThat(memory.find(first)).isNotNull();
    }

    private void remember() {
        for (Fingerprint one : List.of(first, second)) {
            memory.remember(one, LookedUp.of(secrets.find(one)));
        }
    }

    private static Fingerprint fingerprint(IssuedKey key) {
        return new Pepper(TestTenancy.PEPPER).fingerprint(key.secret());
    }
}
