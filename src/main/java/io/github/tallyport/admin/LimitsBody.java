package io.github.tallyport.admin;

import io.github.tallyport.shape.Inline;
import io.github.tallyport.shape.Member;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.Rates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Limits of all requests together, and of those for one model besides. */
record LimitsBody(
        @Inline RatesBody all,

        @Member(value = "Limits of requests for one model, by its id", max = 1000, omitted = true) @Nullable
        Map<String, RatesBody> models) {
    static LimitsBody of(Limits limits) {
        Map<String, RatesBody> models = new TreeMap<>();
        limits.models().forEach((model, rates) -> models.put(model, RatesBody.of(rates)));
        return new LimitsBody(RatesBody.of(limits.all()), models.isEmpty() ? null : models);
    }

    Limits limits() {
        Map<String, Rates> rates = new LinkedHashMap<>();
        if (models != null) {
            models.forEach((model, one) -> rates.put(model, one.rates()));
        }
        return new Limits(all.rates(), rates);
    }
}
