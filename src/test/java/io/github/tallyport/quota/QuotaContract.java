package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every home of a quota keeps at one moment: all or none, settled once. */
abstract class QuotaContract extends QuotaScene {
    @Test
    void a_claim_without_limits_is_granted() {
        Decision.Granted granted = granted(ask().cap(1_000));

        assertThat(granted.cap()).isEqualTo(1_000);
        assertThat(granted.balances()).isEmpty();
    }

    @Test
    void a_claim_takes_of_all_its_limits_and_is_told_how_they_stand_in_its_own_order() {
        List<Limit> limits = List.of(day(1_000), tokens(500), leases(3), requests(60), total(2_000));

        Decision.Granted granted = granted(new Ask(tenant, limits, 7, 70, 10, 2, 3, false));

        assertThat(granted.balances()).extracting(Balance::limit).isEqualTo(limits);
        assertThat(granted.balances()).extracting(Balance::left).containsExactly(870L, 473L, 2L, 59L, 1_870L);
        assertThat(granted.balances())
                .extracting(Balance::full)
                .containsExactly(
                        Duration.ZERO, Duration.ofMillis(3_240), Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO);
        assertThat(balances(limits.toArray(Limit[]::new))).isEqualTo(granted.balances());
    }

    @Test
    void a_refused_claim_takes_of_none_of_its_limits_whichever_is_short() {
        Limit[] limits = {requests(100), tokens(100), leases(100), day(100), total(100)};
        granted(ask(limits).cap(10));
        List<Balance> before = balances(limits);

        for (int i = 0; i < limits.length; i++) {
            Limit[] one = limits.clone();
            one[i] = List.<Limit>of(requests(1), tokens(11), leases(1), day(11), total(11))
                    .get(i);
            Decision.Refused refused = refused(ask(one).cap(10));

            assertThat(refused.limit()).isEqualTo(one[i]);
            assertThat(refused.balances().get(i).left()).isEqualTo(i == 0 || i == 2 ? 0 : 1);
            assertThat(balances(limits)).isEqualTo(before);
        }
    }

    @Test
    void the_limit_with_the_longest_wait_is_named_with_what_was_wanted_of_it() {
        granted(ask(requests(60), tokens(600)).cap(600));

        Decision.Refused refused = refused(ask(requests(1), tokens(600)).cap(300));

        assertThat(refused.limit()).isEqualTo(requests(1));
        assertThat(refused.wanted()).isEqualTo(1);
        assertThat(refused.pause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(refused(ask(requests(60), tokens(600)).cap(300)))
                .extracting(Decision.Refused::limit, Decision.Refused::wanted, Decision.Refused::pause)
                .containsExactly(tokens(600), 300L, Duration.ofSeconds(30));
    }

    @Test
    void what_is_more_than_a_limit_is_never_there() {
        for (Limit limit : List.of(tokens(9), day(9), total(9))) {
            Decision.Refused refused = refused(ask(limit).cap(10));

            assertThat(refused.pause()).isEqualTo(Decision.Refused.NEVER);
            assertThat(refused.wanted()).isEqualTo(10);
        }
    }

    @Test
    void a_budget_that_is_spent_is_there_again_in_the_next_window_at_the_latest_and_a_total_never() {
        settle(granted(ask(day(10), total(10)).cap(10)), 10, 10);

        assertThat(refused(ask(day(10))).pause()).isEqualTo(Duration.ofHours(12));
        assertThat(refused(ask(total(10))).pause()).isEqualTo(Decision.Refused.NEVER);
    }

    @Test
    void a_lease_is_held_until_it_is_settled() {
        Decision.Granted first = granted(ask(leases(2)));
        granted(ask(leases(2)));

        Decision.Refused refused = refused(ask(leases(2)));
        assertThat(refused.pause()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(30));
        settle(first, 1, 1);

        granted(ask(leases(2)));
    }

    @Test
    void a_reservation_is_settled_once() {
        Decision.Granted granted =
                granted(ask(leases(3), tokens(1_000), day(1_000)).cap(100));
        granted(ask(leases(3), tokens(1_000), day(1_000)).cap(100));

        settle(granted, 30, 40);
        settle(granted, 0, 0);
        settle(granted, 900, 900);

        assertThat(balances(leases(3), tokens(1_000), day(1_000)))
                .extracting(Balance::left)
                .containsExactly(2L, 870L, 860L);
    }

    @Test
    void what_was_used_takes_the_place_of_what_was_reserved_be_it_more_or_less() {
        Limit[] limits = {requests(10), tokens(100), day(100)};

        settle(granted(ask(limits).cap(60)), 10, 20);
        assertThat(balances(limits)).extracting(Balance::left).containsExactly(9L, 90L, 80L);

        settle(granted(ask(limits).cap(60)), 150, 180);
        assertThat(balances(limits)).extracting(Balance::left).containsExactly(8L, -60L, -100L);
    }

    @Test
    void a_request_that_was_given_up_gives_back_all_but_itself() {
        Limit[] limits = {requests(10), tokens(100), leases(10), day(100), total(100)};
        Decision.Granted granted = granted(ask(limits).cap(60));

        quota().settle(granted.reservation(), Used.NOTHING);
        settled();

        assertThat(balances(limits)).extracting(Balance::left).containsExactly(9L, 100L, 10L, 100L, 100L);
    }

    @Test
    void keys_and_tenants_models_and_units_are_counted_apart() {
        Whose otherKey = new Whose(Scope.KEY, "key-2", null);
        Whose model = new Whose(Scope.KEY, Ask.KEY, "deepseek/deepseek-v3.2-exp");
        granted(ask(new Limit.Concurrency(ofKey(), 5), new Limit.Rate(ofKey(), Limit.Unit.REQUESTS, 5)));

        assertThat(left(new Limit.Concurrency(ofKey(), 5))).isEqualTo(4);
        for (Whose other : List.of(otherKey, model, ofTenant())) {
            assertThat(left(new Limit.Concurrency(other, 5))).isEqualTo(5);
            assertThat(left(new Limit.Rate(other, Limit.Unit.REQUESTS, 5))).isEqualTo(5);
        }
        assertThat(left(new Limit.Rate(ofKey(), Limit.Unit.TOKENS, 5))).isEqualTo(5);
    }

    @Test
    void a_lowered_limit_holds_at_once_and_a_raised_one_adds_the_difference() {
        IntStream.range(0, 6).forEach(_ -> granted(ask(requests(10), tokens(10), leases(10), day(10))));

        assertThat(balances(requests(5), tokens(5), leases(5), day(5)))
                .extracting(Balance::left)
                .containsExactly(-1L, -1L, -1L, -1L);
        assertThat(balances(requests(20), tokens(20), leases(20), day(20)))
                .extracting(Balance::left)
                .containsExactly(14L, 14L, 14L, 14L);
        refused(ask(leases(6)));
        granted(ask(leases(7)));
    }

    @Test
    void a_claim_beyond_all_numbers_is_refused_and_not_an_error() {
        long huge = Long.MAX_VALUE;

        assertThat(refused(ask(day(huge - 1)).cap(huge).choices(3).tokenCost(huge))
                        .pause())
                .isEqualTo(Decision.Refused.NEVER);
        assertThat(refused(ask(tokens(1_000_000)).cap(huge).choices(3).tokenCost(0))
                        .pause())
                .isEqualTo(Decision.Refused.NEVER);
        assertThat(granted(ask(day(900)).cap(huge).tokenCost(9).shortenable()).cap())
                .isEqualTo(100);
    }
}
