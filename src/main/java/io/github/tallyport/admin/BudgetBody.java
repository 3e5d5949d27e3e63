package io.github.tallyport.admin;

import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.money.Money;
import io.github.tallyport.shape.Member;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be spent in a period; with {@code until} only for a while, and {@code then} as before. */
record BudgetBody(
        @Member("A day or a month in the tenant's time zone, or all time")
        Period period,

        @Member("CNY; 0 lets nothing through") BigDecimal amount,

        @Member(value = "The first moment the amount no longer holds; none: it holds for good", omitted = true)
        @Nullable
        Instant until,

        @Member(value = "CNY from that moment on; none: what the budget was before", omitted = true) @Nullable
        BigDecimal then) {
    static List<BudgetBody> of(List<Budget> budgets) {
        return budgets.stream().map(BudgetBody::of).toList();
    }

    private static BudgetBody of(Budget budget) {
        Budget.Raise raise = budget.raise();
        return raise == null
                ? new BudgetBody(budget.period(), yuan(budget.amount()), null, null)
                : new BudgetBody(budget.period(), yuan(raise.amount()), raise.until(), yuan(budget.amount()));
    }

    /**
     * @param before the budgets this one is to be among
     * @throws io.github.tallyport.fault.Refusal 400 with the path of what is there without its other half
     */
    Budget budget(String path, List<Budget> before) {
        if (until == null) {
            if (then != null) {
                throw OperationFaults.needs(path + ".then", "until").refusal();
            }
            return new Budget(period, nanoYuan(amount));
        }
        return new Budget(period, afterwards(path, before), new Budget.Raise(nanoYuan(amount), until));
    }

    private long afterwards(String path, List<Budget> before) {
        if (then != null) {
            return nanoYuan(then);
        }
        return before.stream()
                .filter(budget -> budget.period() == period)
                .findAny()
                .orElseThrow(() -> OperationFaults.nothingBefore(path + ".then").refusal())
                .amount();
    }

    private static long nanoYuan(BigDecimal yuan) {
        return Money.nanoYuan(yuan.toPlainString());
    }

    private static BigDecimal yuan(long nanoYuan) {
        return new BigDecimal(Money.amount(nanoYuan));
    }
}
