package io.github.tallyport.tenancy;

import java.util.Comparator;
import java.util.List;

/**
 * What a tenant, or one key of it, may use; both apply. Immutable.
 *
 * @param budgets each period once, in the order of the periods
 */
public record Terms(AllowList models, Limits limits, List<Budget> budgets) {
    /** All models, without limits. */
    public static final Terms OPEN = allowing(AllowList.ALL);

    public Terms {
        if (budgets.stream().map(Budget::period).distinct().count() < budgets.size()) {
            throw new IllegalArgumentException("two budgets for the same period");
        }
        budgets = budgets.stream().sorted(Comparator.comparing(Budget::period)).toList();
    }

    /** These models, without limits. */
    public static Terms allowing(AllowList models) {
        return new Terms(models, Limits.NONE, List.of());
    }
}
