package io.github.tallyport.quota;

import org.jspecify.annotations.Nullable;

/**
 * What things are called in Redis. All of a tenant's keys have its hash tag, so that one script finds them in one place of a
 * cluster. Names of different limits differ: what could be taken for a separator is escaped.
 */
final class KeyNames {
    private static final String PREFIX = "tallyport:quota:";
    /** Who is live; of no tenant. */
    static final String REPLICAS = PREFIX + "{replicas}:live";
    /** Who of them has told all that it spent without Redis; in the same place of a cluster. */
    static final String TOLD = PREFIX + "{replicas}:told";

    private KeyNames() {}

    /** What is held, by reservation. */
    static String held(String tenant) {
        return of(tenant, "held");
    }

    /** When what is held ends, unless it is renewed. */
    static String due(String tenant) {
        return of(tenant, "due");
    }

    /** The budgets for all models that somebody counts for a tenant or a key. */
    static String listed(String tenant, Scope scope, String id) {
        return of(tenant, "budgets:" + scope + ":" + escaped(id));
    }

    static String counter(String tenant, Limit limit) {
        Whose whose = limit.whose();
        String rest = switch (limit) {
            case Limit.Rate rate -> "rate:" + rate.unit() + ":";
            case Limit.Concurrency _ -> "leases:";
            case Limit.Budget budget -> "budget:" + budget.window().name() + ":";
        };
        return of(tenant, rest + whose.scope() + ":" + escaped(whose.id()) + model(whose.model()));
    }

    private static String model(@Nullable String model) {
        return model == null ? "" : ":" + escaped(model);
    }

    private static String of(String tenant, String rest) {
        return PREFIX + "{" + escaped(tenant) + "}:" + rest;
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace(":", "%3A").replace("}", "%7D");
    }
}
