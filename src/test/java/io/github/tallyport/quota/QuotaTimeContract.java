package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every home of a quota keeps as time passes: refills without a loss, and abandoned reservations that end. */
abstract class QuotaTimeContract extends QuotaScene {
    @Test
    void a_rate_refills_by_the_millisecond_and_never_above_what_it_is() {
        granted(ask(tokens(60_000)).cap(60_000));

        advance(Duration.ofMillis(1));
        assertThat(left(tokens(60_000))).isEqualTo(1);
        advance(Duration.ofMillis(29_999));
        assertThat(balances(tokens(60_000)).getFirst())
                .isEqualTo(new Balance(tokens(60_000), 30_000, Duration.ofSeconds(30)));
        advance(Duration.ofHours(1));
        assertThat(balances(tokens(60_000)).getFirst()).isEqualTo(new Balance(tokens(60_000), 60_000, Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 59, 61, 9_973, 59_999, 60_001, 123_456_789, 999_999_999_989L, 1_000_000_000_000L})
    void looking_often_loses_no_fraction_of_a_refill(long perMinute) {
        Limit.Rate rate = tokens(perMinute);
        granted(ask(rate).cap(perMinute));

        long passed = 0;
        for (int step : new int[] {1, 1, 2, 3, 7, 11, 13, 997, 4_999, 7_001, 13_007, 20_011}) {
            advance(Duration.ofMillis(step));
            passed += step;
            assertThat(left(rate)).isEqualTo(perMinute * passed / 60_000);
        }
        Duration rest = balances(rate).getFirst().full();
        assertThat(rest).isEqualTo(Duration.ofMillis(60_000 - passed));
        advance(rest);
        assertThat(left(rate)).isEqualTo(perMinute);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 61, 9_973, 60_001, 999_999_999_989L})
    void after_the_pause_it_is_there_and_a_millisecond_before_it_is_not(long perMinute) {
        Limit.Rate rate = tokens(perMinute);
        long wanted = Math.max(1, perMinute / 3);
        granted(ask(rate).cap(perMinute));
        advance(Duration.ofMillis(17));

        Duration pause = refused(ask(rate).cap(wanted)).pause();
        advance(pause.minusMillis(1));
        assertThat(refused(ask(rate).cap(wanted)).pause()).isEqualTo(Duration.ofMillis(1));
        advance(Duration.ofMillis(1));
        granted(ask(rate).cap(wanted));
    }

    @Test
    void a_debt_is_refilled_before_anything_is_there() {
        settle(granted(ask(tokens(60)).cap(60)), 120, 120);
        assertThat(balances(tokens(60)).getFirst()).isEqualTo(new Balance(tokens(60), -60, Duration.ofMinutes(2)));
        assertThat(refused(ask(tokens(60))).pause()).isEqualTo(Duration.ofSeconds(61));

        advance(Duration.ofSeconds(61));

        granted(ask(tokens(60)));
    }

    @Test
    void time_that_goes_backwards_refills_nothing_and_what_comes_back_is_not_counted_twice() {
        granted(ask(tokens(60)).cap(60));
        advance(Duration.ofSeconds(10));
        assertThat(left(tokens(60))).isEqualTo(10);

        advance(Duration.ofSeconds(-5));
        assertThat(left(tokens(60))).isEqualTo(10);
        advance(Duration.ofSeconds(5));
        assertThat(left(tokens(60))).isEqualTo(10);
        advance(Duration.ofSeconds(1));
        assertThat(left(tokens(60))).isEqualTo(11);
    }

    @Test
    void given_back_tokens_do_not_lift_a_rate_above_what_it_is() {
        Decision.Granted granted = granted(ask(tokens(60)).cap(60));
        pass(Duration.ofSeconds(50));

        settle(granted, 0, 0);

        assertThat(left(tokens(60))).isEqualTo(60);
    }

    @Test
    void a_lease_that_is_renewed_is_held_as_long_as_a_request_may_take() {
        granted(ask(leases(1)));

        pass(Duration.ofMinutes(14));

        refused(ask(leases(1)));
    }

    @Test
    void what_was_abandoned_is_swept_as_spent() {
        IntStream.range(0, 3).forEach(_ -> granted(ask(leases(3), day(100)).cap(20)));

        pass(Duration.ofMinutes(16));

        assertThat(balances(leases(3), day(100))).extracting(Balance::left).containsExactly(3L, 40L);
        assertThat(unaccounted()).isZero();
    }

    @Test
    void what_is_settled_after_it_was_swept_is_charged_with_what_was_used_and_once() {
        Decision.Granted granted = granted(ask(leases(3), day(100)).cap(20));
        pass(Duration.ofMinutes(16));

        settle(granted, 30, 30);
        long left = left(day(100));
        settle(granted, 30, 30);

        assertThat(left).isBetween(100 - 20 - 30L, 100 - 30L);
        assertThat(balances(leases(3), day(100))).extracting(Balance::left).containsExactly(3L, left);
    }

    /** In steps that a lease survives. */
    private void pass(Duration time) {
        Duration step = Duration.ofSeconds(10);
        for (Duration left = time; left.isPositive(); left = left.minus(step)) {
            advance(left.compareTo(step) < 0 ? left : step);
        }
    }
}
