package io.github.tallyport.admin;

import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.tenancy.AllowList;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Terms;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What bodies about tenants and about keys have in common. */
interface TermsBody {
    @Nullable
    List<String> models();

    @Nullable
    LimitsBody limits();

    @Nullable
    List<BudgetBody> budgets();

    /**
     * @param known whether there is such a model
     * @param before what applied until now
     * @throws io.github.tallyport.fault.Refusal 400 with the path of a model that is not known, of a second budget for the same
     *     period, or of an amount that is missing
     */
    default Terms terms(Predicate<String> known, Terms before) {
        List<String> models = models();
        for (int i = 0; models != null && i < models.size(); i++) {
            require(known, models.get(i), "models[" + i + "]");
        }
        LimitsBody limits = limits();
        Limits all = limits == null ? Limits.NONE : limits.limits();
        all.models().keySet().forEach(model -> require(known, model, "limits.models." + model));
        return new Terms(
                models == null ? AllowList.ALL : new AllowList(Set.copyOf(models)), all, money(before.budgets()));
    }

    private List<Budget> money(List<Budget> before) {
        List<BudgetBody> budgets = budgets();
        if (budgets == null) {
            return List.of();
        }
        Set<Period> seen = EnumSet.noneOf(Period.class);
        for (int i = 0; i < budgets.size(); i++) {
            if (!seen.add(budgets.get(i).period())) {
                throw OperationFaults.samePeriod("budgets[" + i + "].period").refusal();
            }
        }
        return IntStream.range(0, budgets.size())
                .mapToObj(i -> budgets.get(i).budget("budgets[" + i + "]", before))
                .toList();
    }

    private static void require(Predicate<String> known, String model, String path) {
        if (!known.test(model)) {
            throw OperationFaults.unknownModel(path, model).refusal();
        }
    }

    /** Sorted; null for all. */
    static @Nullable List<String> modelsOf(Terms terms) {
        Set<String> models = terms.models().models();
        return models == null ? null : List.copyOf(new TreeSet<>(models));
    }
}
