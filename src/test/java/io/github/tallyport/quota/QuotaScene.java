package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.tallyport.tenancy.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * One empty home of a quota, a ledger, a clock that stands still, and a tenant nobody else has. What is common to the contracts,
 * which say what holds in every home: a home extends each of them and says how it is made.
 */
abstract class QuotaScene {
    /** Milliseconds since 1970 as the home reads them. */
    final AtomicLong now = new AtomicLong(Instant.parse("2026-11-25T12:00:00Z").toEpochMilli());

    final TestLedger ledger = new TestLedger();
    final String tenant = "t" + UUID.randomUUID();
    private QuotaHome home;

    /** An empty home with a lease of 30 s and a longest request of 15 min; called once for each test. */
    abstract QuotaHome open(AtomicLong now, Spent spent);

    @BeforeEach
    void open() {
        home = open(now, ledger);
    }

    @AfterEach
    void all_that_is_reserved_is_held_by_somebody() {
        try {
            settled();
            assertThat(unaccounted()).isZero();
        } finally {
            home.close();
        }
    }

    void settled() {
        home.settled();
    }

    long unaccounted() {
        return home.unaccounted(tenant);
    }

    Quota quota() {
        return home.quota();
    }

    void advance(Duration time) {
        now.addAndGet(time.toMillis());
        home.tick();
    }

    Decision decide(Ask ask) {
        return Objects.requireNonNull(quota().reserve(ask.claim()).block(Duration.ofSeconds(30)));
    }

    Decision.Granted granted(Ask ask) {
        return (Decision.Granted) decide(ask);
    }

    Decision.Refused refused(Ask ask) {
        return (Decision.Refused) decide(ask);
    }

    /** Settles, and waits until it is counted. */
    void settle(Decision.Granted granted, long tokens, long cost) {
        quota().settle(granted.reservation(), new Used(tokens, cost));
        settled();
    }

    List<Balance> balances(Limit... limits) {
        return Objects.requireNonNull(quota().balances(tenant, List.of(limits)).block(Duration.ofSeconds(30)));
    }

    long left(Limit limit) {
        return balances(limit).getFirst().left();
    }

    static void eventually(Runnable fact) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(fact::run);
    }

    Whose ofTenant() {
        return new Whose(Scope.TENANT, tenant, null);
    }

    static Whose ofKey() {
        return new Whose(Scope.KEY, Ask.KEY, null);
    }

    Limit.Rate requests(long perMinute) {
        return new Limit.Rate(ofTenant(), Limit.Unit.REQUESTS, perMinute);
    }

    Limit.Rate tokens(long perMinute) {
        return new Limit.Rate(ofTenant(), Limit.Unit.TOKENS, perMinute);
    }

    Limit.Concurrency leases(long most) {
        return new Limit.Concurrency(ofTenant(), most);
    }

    Limit.Budget day(long amount) {
        return budget(ofTenant(), Period.DAY, amount);
    }

    Limit.Budget total(long amount) {
        return budget(ofTenant(), Period.TOTAL, amount);
    }

    Limit.Budget budget(Whose whose, Period period, long amount) {
        return new Limit.Budget(whose, Window.at(period, ZoneOffset.UTC, Instant.ofEpochMilli(now.get())), amount);
    }

    Ask ask(Limit... limits) {
        return Ask.of(tenant, limits);
    }
}
