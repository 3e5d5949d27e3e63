package io.github.tallyport.gateway;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.tallyport.access.Caller;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Scope;
import io.github.tallyport.quota.Whose;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The allowances of callers, each worked out once: a caller is made anew when anything of it changes, so that what is known of
 * it goes when it goes. Thread-safe.
 */
final class Allowances {
    /** @param named those of models that terms name; all others have the usual one */
    private record OfCaller(Allowance usual, Map<String, Allowance> named) {}

    /** By identity; as many as there are callers in memory. */
    private final LoadingCache<Caller, OfCaller> all =
            Caffeine.newBuilder().executor(Runnable::run).weakKeys().build(Allowances::workedOut);

    /** @param model the id as the catalogue spells it */
    Allowance of(Caller caller, String model) {
        OfCaller known = all.get(caller);
        return known.named().getOrDefault(model, known.usual());
    }

    /** Every limit of the key and of the tenant, those of models that the caller may use among them. */
    static Allowance whole(Caller caller) {
        List<Limit> steady = new ArrayList<>(steady(caller, null));
        models(caller).stream().filter(caller::mayUse).forEach(model -> steady.addAll(named(caller, model)));
        return new Allowance(steady, budgets(caller), caller.zone());
    }

    private static OfCaller workedOut(Caller caller) {
        List<Allowance.Allotted> budgets = budgets(caller);
        Map<String, Allowance> named = new TreeMap<>();
        for (String model : models(caller)) {
            named.put(model, new Allowance(steady(caller, model), budgets, caller.zone()));
        }
        return new OfCaller(new Allowance(steady(caller, null), budgets, caller.zone()), Map.copyOf(named));
    }

    private static Set<String> models(Caller caller) {
        Set<String> names = new TreeSet<>(caller.keyTerms().limits().models().keySet());
        names.addAll(caller.tenantTerms().limits().models().keySet());
        return names;
    }

    /** In the order of checking: at the same time, requests, tokens; each first of the key, then of the tenant. */
    private static List<Limit> steady(Caller caller, @Nullable String model) {
        List<Limit> general = ofModel(caller, null, Limits::all);
        List<Limit> all = new ArrayList<>(general);
        if (model != null) {
            all.addAll(named(caller, model));
        }
        return Stream.<Predicate<Limit>>of(
                        limit -> limit instanceof Limit.Concurrency,
                        limit -> isRate(limit, Limit.Unit.REQUESTS),
                        limit -> isRate(limit, Limit.Unit.TOKENS))
                .flatMap(kind -> all.stream().filter(kind))
                .toList();
    }

    private static List<Limit> named(Caller caller, String model) {
        return ofModel(caller, model, limits -> limits.models().getOrDefault(model, Rates.NONE));
    }

    private static List<Limit> ofModel(Caller caller, @Nullable String model, Function<Limits, Rates> chosen) {
        List<Limit> limits = new ArrayList<>();
        add(
                limits,
                new Whose(Scope.KEY, caller.key(), model),
                chosen.apply(caller.keyTerms().limits()));
        add(
                limits,
                new Whose(Scope.TENANT, caller.tenant(), model),
                chosen.apply(caller.tenantTerms().limits()));
        return limits;
    }

    private static void add(List<Limit> limits, Whose whose, Rates rates) {
        if (rates.concurrentRequests() != null) {
            limits.add(new Limit.Concurrency(whose, rates.concurrentRequests()));
        }
        if (rates.requestsPerMinute() != null) {
            limits.add(new Limit.Rate(whose, Limit.Unit.REQUESTS, rates.requestsPerMinute()));
        }
        if (rates.tokensPerMinute() != null) {
            limits.add(new Limit.Rate(whose, Limit.Unit.TOKENS, rates.tokensPerMinute()));
        }
    }

    private static List<Allowance.Allotted> budgets(Caller caller) {
        return Stream.concat(
                        allotted(new Whose(Scope.KEY, caller.key(), null), caller.keyTerms()),
                        allotted(new Whose(Scope.TENANT, caller.tenant(), null), caller.tenantTerms()))
                .toList();
    }

    private static Stream<Allowance.Allotted> allotted(Whose whose, Terms terms) {
        return terms.budgets().stream().map(budget -> new Allowance.Allotted(whose, budget));
    }

    private static boolean isRate(Limit limit, Limit.Unit unit) {
        return limit instanceof Limit.Rate rate && rate.unit() == unit;
    }
}
