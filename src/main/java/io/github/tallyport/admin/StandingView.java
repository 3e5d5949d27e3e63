package io.github.tallyport.admin;

import io.github.tallyport.money.Money;
import io.github.tallyport.quota.Balance;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Scope;
import io.github.tallyport.shape.Member;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a limit stands. */
record StandingView(
        @Member("Whose it is") Scope scope,

        @Member(value = "The model it is for; none: all together", omitted = true) @Nullable
        String model,

        @Member("What is limited: a member of limits, or budget")
        String limit,

        @Member(value = "Of a budget: the day, the month, or total", omitted = true) @Nullable
        String window,

        @Member("How much there is; CNY for a budget") String amount,

        @Member("How much of it is left; below 0 when more was used")
        String left,

        @Member(value = "Until all of it is there again, when nothing else comes", omitted = true) @Nullable
        Duration full) {
    static StandingView of(Balance balance) {
        return switch (balance.limit()) {
            case Limit.Rate rate ->
                of(
                        balance,
                        rate.unit() == Limit.Unit.REQUESTS ? "requests_per_minute" : "tokens_per_minute",
                        rate.perMinute(),
                        balance.full());
            case Limit.Concurrency concurrency -> of(balance, "concurrent_requests", concurrency.most(), null);
            case Limit.Budget budget ->
                new StandingView(
                        budget.whose().scope(),
                        budget.whose().model(),
                        "budget",
                        budget.window().name(),
                        Money.amount(budget.amount()),
                        yuan(balance.left()),
                        null);
        };
    }

    private static StandingView of(Balance balance, String limit, long amount, @Nullable Duration full) {
        return new StandingView(
                balance.limit().whose().scope(),
                balance.limit().whose().model(),
                limit,
                null,
                Long.toString(amount),
                Long.toString(balance.left()),
                full);
    }

    /** Of what may be below 0. */
    private static String yuan(long nanoYuan) {
        return nanoYuan < 0 ? new BigDecimal(Money.amount(-nanoYuan)).negate().toPlainString() : Money.amount(nanoYuan);
    }
}
