package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.tenancy.Period;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What only the home in memory keeps. */
class MemoryQuotaSweepTest extends QuotaScene {
    private static final Duration LONG = MemoryHome.LONGEST.plusSeconds(1);

    private @Nullable MemoryQuota opened;

    @Override
    QuotaHome open(AtomicLong now, Spent spent) {
        MemoryHome home = new MemoryHome(now, spent);
        opened = home.quota();
        return home;
    }

    private MemoryQuota memory() {
        return Objects.requireNonNull(opened);
    }

    @Test
    void a_request_that_does_not_hold_a_budget_which_was_added_meanwhile_is_charged_to_it() {
        Limit.Budget ofKey = budget(ofKey(), Period.MONTH, 100);
        Limit.Budget ofOther = budget(new Whose(Scope.KEY, "key-2", null), Period.MONTH, 100);
        Decision.Granted before = granted(ask(total(100)).cap(50));
        assertThat(balances(ofKey, ofOther, day(100))).extracting(Balance::left).containsExactly(100L, 100L, 100L);

        settle(before, 30, 30);

        assertThat(balances(ofKey, ofOther, day(100), total(100)))
                .extracting(Balance::left)
                .containsExactly(70L, 100L, 70L, 70L);
    }

    @Test
    void a_request_that_ends_after_its_sweep_comes_to_what_it_used_everywhere() {
        Decision.Granted more = granted(ask(total(1_000), day(1_000)).cap(100));
        Decision.Granted less = granted(ask(total(1_000), day(1_000)).cap(100));
        advance(LONG);
        assertThat(left(total(1_000))).isEqualTo(800);
        Limit.Budget month = budget(ofTenant(), Period.MONTH, 1_000);
        assertThat(left(month)).isEqualTo(1_000);

        settle(more, 150, 150);
        settle(less, 20, 20);

        assertThat(balances(total(1_000), day(1_000), month))
                .extracting(Balance::left)
                .containsExactly(830L, 830L, 830L);
    }

    @Test
    void a_request_that_ends_after_its_window_was_forgotten_is_charged_to_who_counts_it_again() {
        Limit.Budget today = day(1_000);
        Decision.Granted granted = granted(ask(today).cap(100));
        advance(Duration.ofDays(1));
        advance(Duration.ofSeconds(5));
        assertThat(memory().counted()).isZero();
        ledger.holds(tenant, today, 7);
        assertThat(left(today)).isEqualTo(993);

        settle(granted, 40, 40);

        assertThat(left(today)).isEqualTo(953);
    }

    @Test
    void what_nobody_needs_is_forgotten_and_what_is_held_or_owed_is_not() {
        Decision.Granted granted = granted(ask(requests(60), tokens(60), leases(1), day(100), total(100)));
        assertThat(memory().counted()).isEqualTo(5);
        assertThat(memory().live()).isEqualTo(1);

        advance(Duration.ofMinutes(2));
        assertThat(memory().counted()).isEqualTo(5);

        settle(granted, 120, 1);
        advance(Duration.ofSeconds(118));
        assertThat(memory().counted()).as("tokens in debt, and both budgets").isEqualTo(3);
        advance(Duration.ofMinutes(2));
        assertThat(memory().counted()).as("both budgets").isEqualTo(2);
        advance(Duration.ofDays(1));
        assertThat(memory().counted()).as("the total").isEqualTo(1);
        assertThat(memory().live()).isZero();
    }

    @Test
    void known_budgets_show_what_is_left_of_the_latest_amount() {
        granted(ask(day(100)).cap(30));
        granted(ask(day(50)).cap(10));

        assertThat(memory().budgets()).isEqualTo(Map.of(tenant, List.of(new Balance(day(50), 10, Duration.ZERO))));

        advance(Duration.ofDays(1));
        assertThat(memory().budgets()).isEqualTo(Map.of(tenant, List.of()));
    }

    @Test
    void a_clock_that_was_put_back_for_good_stops_no_rate() {
        granted(ask(tokens(60)).cap(60));
        advance(Duration.ofHours(-1));
        assertThat(left(tokens(60))).isZero();

        advance(Duration.ofSeconds(30));

        assertThat(left(tokens(60))).isEqualTo(30);
    }

    @Test
    void hostile_usage_gives_nothing_back_beyond_what_was_reserved() {
        settle(granted(ask(tokens(100), day(100)).cap(10)), -1_000, -1_000);

        assertThat(balances(tokens(100), day(100))).extracting(Balance::left).containsExactly(100L, 100L);
    }

    @Test
    void a_reservation_of_another_home_is_left_alone() {
        Reservation other = new Reservation("other", ask(leases(1)).claim(), 1);

        memory().settle(other, Used.NOTHING);

        assertThat(other.settle()).isTrue();
    }
}
