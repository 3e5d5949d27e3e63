package io.github.tallyport.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.tallyport.fault.Refusal;
import io.github.tallyport.tenancy.Period;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every home of a quota keeps of money: seeded from the ledger, and answers as long as the balance pays for. */
abstract class QuotaBudgetContract extends QuotaScene {
    @ParameterizedTest
    @CsvSource({
        // left, prompt cost, cap, choices, cost of a token -> cap granted, 0 for a refusal
        "100,     0,  100, 1,  1,  100",
        "100,     0,  101, 1,  1,  100",
        "100,    50,  100, 1,  1,   50",
        "100,    50,  100, 2,  7,    3",
        "100,    86,  100, 2,  7,    1",
        "100,    87,  100, 2,  7,    0",
        "100,   101,  100, 1,  0,    0",
        "100,   100,  100, 1,  0,  100",
        "0,       0,  100, 3,  0,  100",
        "0,       0,  100, 1,  1,    0",
        "0,       1,  100, 1,  0,    0"
    })
    void an_answer_is_as_long_as_the_balance_pays_for(
            long left, long promptCost, long cap, long choices, long tokenCost, long granted) {
        Ask ask = new Ask(tenant, List.of(total(left)), 0, promptCost, cap, choices, tokenCost, true);

        switch (decide(ask)) {
            case Decision.Granted one -> {
                assertThat(one.cap()).isEqualTo(granted);
                assertThat(one.reservation().cap()).isEqualTo(granted);
                assertThat(one.balances().getFirst().left())
                        .isEqualTo(left - promptCost - granted * choices * tokenCost)
                        .isNotNegative();
            }
            case Decision.Refused one -> {
                assertThat(granted).isZero();
                assertThat(one.wanted()).isEqualTo(promptCost + choices * tokenCost);
                assertThat(left(total(left))).isEqualTo(left);
            }
        }
    }

    @Test
    void the_scarcest_of_several_budgets_says_how_long_and_tokens_are_taken_of_the_shortened_answer() {
        Limit[] limits = {tokens(1_000), day(80), total(50)};

        Decision.Granted granted = granted(ask(limits).prompt(100, 10).cap(900).shortenable());

        assertThat(granted.cap()).isEqualTo(40);
        assertThat(granted.balances()).extracting(Balance::left).containsExactly(860L, 30L, 0L);
    }

    @Test
    void a_claim_that_may_not_be_shortened_is_refused_and_rates_shorten_nothing() {
        assertThat(refused(ask(day(99)).cap(100)).wanted()).isEqualTo(100);
        assertThat(refused(ask(tokens(99), day(1_000)).cap(100).shortenable()).wanted())
                .isEqualTo(100);
    }

    @Test
    void what_the_ledger_knows_is_spent() {
        ledger.holds(tenant, day(0), 60);

        assertThat(refused(ask(day(100)).cap(41)).balances().getFirst().left()).isEqualTo(40);
        assertThat(granted(ask(day(100)).cap(40)).balances().getFirst().left()).isZero();
    }

    @Test
    void the_ledger_is_asked_once_for_a_window_of_somebody() {
        granted(ask(day(100), total(100)));
        granted(ask(day(100), total(100)));
        assertThat(balances(day(100), total(50))).extracting(Balance::left).containsExactly(98L, 48L);
        assertThat(ledger.asked()).isEqualTo(2);

        granted(ask(budget(ofKey(), Period.DAY, 100)));

        assertThat(ledger.asked()).isEqualTo(3);
    }

    @Test
    void many_who_claim_at_once_wait_for_one_question() {
        CountDownLatch shut = ledger.shut();
        List<CompletableFuture<Decision>> decisions = IntStream.range(0, 50)
                .mapToObj(_ -> quota().reserve(ask(day(30)).claim()).toFuture())
                .toList();
        eventually(() -> assertThat(ledger.asked()).isEqualTo(1));
        shut.countDown();

        assertThat(decisions.stream().map(CompletableFuture::join))
                .filteredOn(Decision.Granted.class::isInstance)
                .hasSize(30);
        assertThat(ledger.asked()).isEqualTo(1);
    }

    @Test
    void when_the_ledger_cannot_tell_nothing_is_decided_and_it_is_asked_again() {
        ledger.goesAway();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> decide(ask(leases(1), day(100))))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.fault().status()).isEqualTo(503));
        }
        assertThatThrownBy(() -> balances(day(100))).isInstanceOf(Refusal.class);

        ledger.comesBack();

        assertThat(granted(ask(leases(1), day(100))).balances())
                .extracting(Balance::left)
                .containsExactly(0L, 99L);
    }

    @Test
    void who_leaves_while_the_ledger_is_asked_holds_nothing() {
        CountDownLatch shut = ledger.shut();
        quota().reserve(ask(leases(1), day(100)).claim()).subscribe().dispose();
        shut.countDown();

        eventually(() -> assertThat(balances(leases(1), day(100)))
                .extracting(Balance::left)
                .containsExactly(1L, 100L));
    }

    @Test
    void a_request_spends_of_the_window_it_was_claimed_in() {
        advance(Duration.ofHours(12).minusSeconds(5));
        Limit.Budget today = day(100);
        Decision.Granted granted = granted(ask(today).cap(50));
        advance(Duration.ofSeconds(10));
        Limit.Budget tomorrow = day(100);
        assertThat(tomorrow.window()).isNotEqualTo(today.window());
        assertThat(left(tomorrow)).isEqualTo(100);

        quota().settle(granted.reservation(), new Used(20, 20));
        settled();

        assertThat(balances(today, tomorrow)).extracting(Balance::left).containsExactly(80L, 100L);
    }
}
