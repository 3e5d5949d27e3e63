package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import io.github.tallyport.tenancy.Rates;
import org.jspecify.annotations.Nullable;

/** Limits of requests: of all, or of those for one model. */
record RatesBody(
        @Member(value = "Requests in a minute; none: no limit", min = 1, max = Rates.MOST, omitted = true) @Nullable
        Long requestsPerMinute,

        @Member(value = "Tokens in a minute; none: no limit", min = 1, max = Rates.MOST, omitted = true) @Nullable
        Long tokensPerMinute,

        @Member(value = "Requests at the same time; none: no limit", min = 1, max = Rates.MOST, omitted = true)
        @Nullable
        Long concurrentRequests) {
    static RatesBody of(Rates rates) {
        return new RatesBody(rates.requestsPerMinute(), rates.tokensPerMinute(), rates.concurrentRequests());
    }

    Rates rates() {
        return new Rates(requestsPerMinute, tokensPerMinute, concurrentRequests);
    }
}
