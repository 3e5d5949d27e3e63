package io.github.tallyport.tenancy;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits as they are written in {@code application.yaml}.
 *
 * @param models by ids of the catalogue
 */
record DeclaredLimits(
        @Nullable Long requestsPerMinute,
        @Nullable Long tokensPerMinute,
        @Nullable Long concurrentRequests,
        @DefaultValue Map<String, DeclaredRates> models) {

    Limits limits(Property at, Predicate<String> isModel) {
        Map<String, Rates> byModel = new TreeMap<>();
        models.forEach((model, given) -> {
            Property entry = at.child("models").entry(model);
            if (!isModel.test(model)) {
                throw entry.wrong(DeclaredTerms.NO_MODEL);
            }
            byModel.put(model, given.rates(entry));
        });
        return new Limits(new DeclaredRates(requestsPerMinute, tokensPerMinute, concurrentRequests).rates(at), byModel);
    }

    record DeclaredRates(
            @Nullable Long requestsPerMinute,
            @Nullable Long tokensPerMinute,
            @Nullable Long concurrentRequests) {

        Rates rates(Property at) {
            at.child("requests-per-minute").read(() -> new Rates(requestsPerMinute, null, null));
            at.child("tokens-per-minute").read(() -> new Rates(null, tokensPerMinute, null));
            at.child("concurrent-requests").read(() -> new Rates(null, null, concurrentRequests));
            return new Rates(requestsPerMinute, tokensPerMinute, concurrentRequests);
        }
    }
}
