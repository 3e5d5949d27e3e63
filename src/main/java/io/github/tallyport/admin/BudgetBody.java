package io.github.tallyport.admin;

import io.github.tallyport.money.Money;
import io.github.tallyport.shape.Member;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.Period;
import java.math.BigDecimal;
import java.util.List;

/** What may be spent in a period. */
record BudgetBody(
        @Member("A day or a month in the tenant's time zone, or all time")
        Period period,

        @Member("CNY; 0 lets nothing through") BigDecimal amount) {
    static List<BudgetBody> of(List<Budget> budgets) {
        return budgets.stream()
                .map(budget -> new BudgetBody(budget.period(), new BigDecimal(Money.amount(budget.amount()))))
                .toList();
    }

    Budget budget() {
        return new Budget(period, Money.nanoYuan(amount.toPlainString()));
    }
}
