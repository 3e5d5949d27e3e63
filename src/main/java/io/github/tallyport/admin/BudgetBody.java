package io.github.tallyport.admin;

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
    private static final int NANO = 9;
    private static final int FEN = 2;

    static List<BudgetBody> of(List<Budget> budgets) {
        return budgets.stream()
                .map(budget -> new BudgetBody(budget.period(), yuan(budget.amount())))
                .toList();
    }

    Budget budget() {
        return new Budget(period, amount.movePointRight(NANO).longValueExact());
    }

    /** With at least two decimals, as money is written. */
    private static BigDecimal yuan(long nanoYuan) {
        BigDecimal shortest = BigDecimal.valueOf(nanoYuan, NANO).stripTrailingZeros();
        return shortest.setScale(Math.max(shortest.scale(), FEN));
    }
}
