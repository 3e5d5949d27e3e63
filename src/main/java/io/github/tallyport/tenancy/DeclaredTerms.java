package io.github.tallyport.tenancy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a declared tenant and a declared key both have. */
record DeclaredTerms(@Nullable List<String> models, DeclaredLimits limits, List<DeclaredBudget> budgets) {
    static final String NO_MODEL = "the catalogue has no model of this id";

    Terms terms(Property at, Predicate<String> isModel) {
        List<Budget> amounts = new ArrayList<>();
        for (int i = 0; i < budgets.size(); i++) {
            amounts.add(budgets.get(i).budget(at.child("budgets").item(i)));
        }
        AllowList allowed = allowed(at.child("models"), isModel);
        Limits rates = limits.limits(at.child("limits"), isModel);
        return at.child("budgets").read(() -> new Terms(allowed, rates, amounts));
    }

    private AllowList allowed(Property at, Predicate<String> isModel) {
        if (models == null) {
            return AllowList.ALL;
        }
        for (int i = 0; i < models.size(); i++) {
            if (!isModel.test(models.get(i))) {
                throw at.item(i).wrong(NO_MODEL);
            }
        }
        return new AllowList(Set.copyOf(models));
    }
}
