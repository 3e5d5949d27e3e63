package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.catalogue.Model;
import io.github.tallyport.money.Money;
import io.github.tallyport.quota.Balance;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Scope;
import io.github.tallyport.quota.Whose;
import io.github.tallyport.tenancy.Key;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Rates;
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
    private final List<Balance> balances;

    private UsageCard(Caller caller, Spending spending, List<Balance> balances) {
        this.caller = caller;
        this.spending = spending;
        this.balances = balances;
    }

    /**
     * @param models those the caller may use
     * @param balances of every limit and budget, as they are now
     */
    static String of(Caller caller, List<Model> models, Spending spending, List<Balance> balances) {
        return new UsageCard(caller, spending, balances).json(models).toString();
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
        ObjectNode remaining = card.putObject("remaining");
        left(remaining.putObject("key"), Scope.KEY);
        left(remaining.putObject("tenant"), Scope.TENANT);
        budgets(card.putArray("budgets"));
        ObjectNode spent = card.putObject("spent");
        for (Period period : Period.values()) {
            spent.put(name(period), Money.amount(spending.spent(caller, period)));
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

    /** In the shape of the limits. */
    private void left(ObjectNode node, Scope scope) {
        ObjectNode models = JsonNodeFactory.instance.objectNode();
        for (Balance balance : balances) {
            Whose whose = balance.limit().whose();
            if (whose.scope() == scope && !(balance.limit() instanceof Limit.Budget)) {
                ObjectNode place = whose.model() == null ? node : models.withObjectProperty(whose.model());
                place.put(name(balance.limit()), Math.max(0, balance.left()));
            }
        }
        if (!models.isEmpty()) {
            node.set("models", models);
        }
    }

    private static String name(Limit limit) {
        return limit instanceof Limit.Rate rate ? name(rate.unit()) + "_per_minute" : "concurrent_requests";
    }

    /** What is reserved for requests under way counts as spent. */
    private void budgets(ArrayNode budgets) {
        for (Balance balance : balances) {
            if (balance.limit() instanceof Limit.Budget budget) {
                budgets.addObject()
                        .put("scope", name(budget.whose().scope()))
                        .put("period", name(budget.window().period()))
                        .put("amount", Money.amount(budget.amount()))
                        .put("spent", Money.amount(budget.amount() - balance.left()))
                        .put("remaining", Money.amount(Math.max(0, balance.left())));
            }
        }
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
