package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.access.Caller;
import io.github.tallyport.quota.Claim;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Limit.Unit;
import io.github.tallyport.quota.Scope;
import io.github.tallyport.quota.Whose;
import io.github.tallyport.quota.Window;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Tenant;
import io.github.tallyport.tenancy.Terms;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllowancesTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant NOON = Instant.parse("2026-11-25T04:00:00Z");
    private static final Whose KEY = new Whose(Scope.KEY, "k", null);
    private static final Whose TENANT = new Whose(Scope.TENANT, "t", null);

    private final Allowances allowances = new Allowances();

    @Test
    void everything_that_applies_is_there_in_the_order_of_checking() {
        Caller caller = caller(
                new Terms(
                        AllowList.ALL,
                        new Limits(new Rates(1L, 2L, 3L), Map.of("m", new Rates(4L, 5L, 6L))),
                        List.of(new Budget(Period.MONTH, 7))),
                new Terms(
                        AllowList.ALL,
                        new Limits(new Rates(8L, 9L, 10L), Map.of("m", new Rates(null, 11L, null))),
                        List.of(new Budget(Period.TOTAL, 12), new Budget(Period.DAY, 13))));

        assertThat(allowances.of(caller, "m").at(NOON))
                .containsExactly(
                        new Limit.Concurrency(KEY, 10),
                        new Limit.Concurrency(TENANT, 3),
                        new Limit.Concurrency(of(TENANT, "m"), 6),
                        new Limit.Rate(KEY, Unit.REQUESTS, 8),
                        new Limit.Rate(TENANT, Unit.REQUESTS, 1),
                        new Limit.Rate(of(TENANT, "m"), Unit.REQUESTS, 4),
                        new Limit.Rate(KEY, Unit.TOKENS, 9),
                        new Limit.Rate(TENANT, Unit.TOKENS, 2),
                        new Limit.Rate(of(KEY, "m"), Unit.TOKENS, 11),
                        new Limit.Rate(of(TENANT, "m"), Unit.TOKENS, 5),
                        new Limit.Budget(KEY, Window.at(Period.DAY, SHANGHAI, NOON), 13),
                        new Limit.Budget(KEY, Window.at(Period.TOTAL, SHANGHAI, NOON), 12),
                        new Limit.Budget(TENANT, Window.at(Period.MONTH, SHANGHAI, NOON), 7));
        assertThat(allowances.of(caller, "m").fewestTokens()).isEqualTo(2);
        assertThat(allowances.of(caller, "another").at(NOON)).hasSize(9);
        assertThat(Allowances.whole(caller).at(NOON)).hasSize(13);
    }

    @Test
    void windows_are_those_of_the_moment_and_are_kept_until_one_of_them_ends() {
        Caller caller = caller(
                Terms.OPEN,
                new Terms(AllowList.ALL, Limits.NONE, List.of(new Budget(Period.DAY, 1), new Budget(Period.MONTH, 2))));
        Allowance allowance = allowances.of(caller, "m");
        Instant midnight = Instant.parse("2026-11-25T16:00:00Z");

        assertThat(windows(allowance, NOON)).containsExactly("2026-11-25", "2026-11");
        assertThat(allowance.at(midnight.minusMillis(1))).isSameAs(allowance.at(NOON));
        assertThat(allowance.requestsAndBudgetsAt(midnight.minusMillis(1)))
                .as("what notes are kept under")
                .isSameAs(allowance.requestsAndBudgetsAt(NOON))
                .isNotEmpty();
        assertThat(windows(allowance, midnight)).containsExactly("2026-11-26", "2026-11");
        assertThat(windows(allowance, midnight.minusMillis(1))).containsExactly("2026-11-25", "2026-11");
        assertThat(windows(allowance, Instant.parse("2026-11-30T16:00:00Z"))).containsExactly("2026-12-01", "2026-12");
    }

    @Test
    void a_raise_holds_until_its_moment_and_not_a_request_longer() {
        Instant end = NOON.plusSeconds(60);
        Caller caller = caller(
                Terms.OPEN,
                new Terms(AllowList.ALL, Limits.NONE, List.of(new Budget(Period.DAY, 1, new Budget.Raise(9, end)))));
        Allowance allowance = allowances.of(caller, "m");

        assertThat(amount(allowance, NOON)).isEqualTo(9);
        assertThat(amount(allowance, end.minusMillis(1))).isEqualTo(9);
        assertThat(amount(allowance, end)).isEqualTo(1);
        assertThat(amount(allowance, NOON)).isEqualTo(9);
    }

    private static long amount(Allowance allowance, Instant moment) {
        return ((Limit.Budget) allowance.at(moment).getFirst()).amount();
    }

    @Test
    void what_does_not_change_is_worked_out_once_for_each_caller() {
        Caller open = caller(Terms.OPEN, Terms.OPEN);
        assertThat(allowances.of(open, "m").isUnlimited()).isTrue();
        assertThat(allowances.of(open, "m")).isSameAs(allowances.of(open, "another"));
        assertThat(allowances.of(caller(Terms.OPEN, Terms.OPEN), "m")).isNotSameAs(allowances.of(open, "m"));
    }

    @Test
    void what_notes_of_claims_are_kept_under_is_the_same_for_each_claim_of_a_caller() {
        Limits some = new Limits(new Rates(1L, 2L, 3L), Map.of());
        Allowance allowance = allowances.of(
                caller(
                        new Terms(AllowList.ALL, some, List.of()),
                        new Terms(AllowList.ALL, some, List.of(new Budget(Period.DAY, 1)))),
                "m");

        for (List<Limit> limits :
                List.of(allowance.requests(), allowance.requestsAndBudgetsAt(NOON), allowance.at(NOON))) {
            assertThat(limits).isNotEmpty();
            assertThat(claimed(limits)).isSameAs(claimed(limits));
        }
    }

    private static List<Limit> claimed(List<Limit> limits) {
        return new Claim("t", "k", limits, 0, 0, 1, 1, 0, false).limits();
    }

    @Test
    void limits_of_models_that_a_key_may_not_use_are_none_of_its_business() {
        Caller caller = caller(
                new Terms(AllowList.ALL, new Limits(Rates.NONE, Map.of("m", new Rates(1L, null, null))), List.of()),
                Terms.allowing(AllowList.of("another")));
        assertThat(Allowances.whole(caller).isUnlimited()).isTrue();
    }

    private static List<String> windows(Allowance allowance, Instant moment) {
        return allowance.at(moment).stream()
                .map(limit -> ((Limit.Budget) limit).window().name())
                .toList();
    }

    private static Whose of(Whose whose, String model) {
        return new Whose(whose.scope(), whose.id(), model);
    }

    private static Caller caller(Terms tenant, Terms key) {
        return Caller.of(
                new Tenant("t", "T", SHANGHAI, Policies.USUAL, tenant, null, Instant.EPOCH, 1, false),
                new Key("k", "t", "K", "sk-…", key, null, null, Instant.EPOCH, null, 1, false));
    }
}
