package io.github.tallyport.tenancy;

import org.jspecify.annotations.Nullable;

/** How much may be asked for; each is 1 to 10¹², or null for no limit. */
public record Rates(
        @Nullable Long requestsPerMinute,
        @Nullable Long tokensPerMinute,
        @Nullable Long concurrentRequests) {
    public static final long MOST = 1_000_000_000_000L;
    public static final Rates NONE = new Rates(null, null, null);

    public Rates {
        check(requestsPerMinute);
        check(tokensPerMinute);
        check(concurrentRequests);
    }

    private static void check(@Nullable Long limit) {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw new IllegalArgumentException("a limit is 1 to " + MOST);
        }
    }
}
