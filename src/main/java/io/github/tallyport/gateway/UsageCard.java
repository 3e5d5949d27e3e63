package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.money.Money;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Terms;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A key as {@code GET /usage} shows it to whoever holds it: what it may use, and what is left of that. */
final class UsageCard {
    private final Caller caller;
    private final Spending spending;

    private UsageCard(Caller caller, Spending spending) {
        this.caller = caller;
        this.spending = spending;
    }

    /** @param models those the caller may use */
    static String of(Caller caller, List<Model> models, Spending spending) {
        return new UsageCard(caller, spending).json(models).toString();
    }

    private ObjectNode json(List<Model> models) {
        Key key = caller.details();
        ObjectNode card =
                JsonNodeFactory.instance.objectNode().put("object", "usage").put("tenant", caller.tenant());
        card.putObject("key")
                .put("id", key.id())
                .put("name", key.name())
                .put("redacted", key.redacted())
                .put(
                        "expires_at",
                        key.expiresAt() == null ? null : key.expiresAt().toString());
        ObjectNode limits = card.putObject("limits");
        put(limits.putObject("key"), caller.keyTerms().limits());
        put(limits.putObject("tenant"), caller.tenantTerms().limits());
        ArrayNode budgets = card.putArray("budgets");
        add(budgets, Spending.Scope.KEY, caller.keyTerms());
        add(budgets, Spending.Scope.TENANT, caller.tenantTerms());
        ObjectNode spent = card.putObject("spent");
        for (Period period : Period.values()) {
            spent.put(name(period), Money.amount(spending.spent(caller, Spending.Scope.KEY, period)));
        }
        ArrayNode ids = card.putArray("models");
        models.forEach(model -> ids.add(model.id()));
        return card;
    }

    /** Without those of models that the caller may not use: they do not exist for it. */
    private void put(ObjectNode node, Limits limits) {
        put(node, limits.all());
        ObjectNode models = JsonNodeFactory.instance.objectNode();
        limits.models().forEach((id, rates) -> {
            if (caller.mayUse(id)) {
                put(models.putObject(id), rates);
            }
        });
        if (!models.isEmpty()) {
            node.set("models", models);
        }
    }

    private static void put(ObjectNode node, Rates rates) {
        put(node, "requests_per_minute", rates.requestsPerMinute());
        put(node, "tokens_per_minute", rates.tokensPerMinute());
        put(node, "concurrent_requests", rates.concurrentRequests());
    }

    private static void put(ObjectNode node, String name, @Nullable Long limit) {
        if (limit != null) {
            node.put(name, limit);
        }
    }

    private void add(ArrayNode budgets, Spending.Scope scope, Terms terms) {
        for (Budget budget : terms.budgets()) {
            long spent = spending.spent(caller, scope, budget.period());
            budgets.addObject()
                    .put("scope", name(scope))
                    .put("period", name(budget.period()))
                    .put("amount", Money.amount(budget.amount()))
                    .put("spent", Money.amount(spent))
                    .put("remaining", Money.amount(Math.max(0, budget.amount() - spent)));
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
