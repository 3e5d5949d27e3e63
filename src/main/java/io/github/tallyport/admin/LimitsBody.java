package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import io.github.tallyport.tenancy.Limits;
import io.github.tallyport.tenancy.Rates;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Limits of all requests together, and of those for one model besides. */
record LimitsBody(
        @Member(value = "Requests in a minute; none: no limit", min = 1, max = Rates.MOST, omitted = true) @Nullable
        Long requestsPerMinute,

        @Member(value = "Tokens in a minute; none: no limit", min = 1, max = Rates.MOST, omitted = true) @Nullable
        Long tokensPerMinute,

        @Member(value = "Requests at the same time; none: no limit", min = 1, max = Rates.MOST, omitted = true)
        @Nullable
        Long concurrentRequests,

        @Member(value = "Limits of requests for one model, by its id", max = 1000, omitted = true) @Nullable
        Map<String, RatesBody> models) {
    static LimitsBody of(Limits limits) {
        Rates all = limits.all();
        Map<String, RatesBody> models = new TreeMap<>();
        limits.models().forEach((model, rates) -> models.put(model, RatesBody.of(rates)));
        return new LimitsBody(
                all.requestsPerMinute(),
                all.tokensPerMinute(),
                all.concurrentRequests(),
                models.isEmpty() ? null : models);
    }

    Limits limits() {
        Map<String, Rates> rates = new LinkedHashMap<>();
        if (models != null) {
            models.forEach((model, one) -> rates.put(model, one.rates()));
        }
        return new Limits(new Rates(requestsPerMinute, tokensPerMinute, concurrentRequests), rates);
    }
}
