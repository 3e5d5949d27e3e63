package io.github.tallyport.relay;

import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of its usage. Providers send negative, textual, missing and absurd counts: those are
 * {@link #IMPLAUSIBLE}, and the gateway reckons itself rather than refund or charge by them.
 *
 * @param usage null unless plausible
 * @param cost what the provider itself charges, in the digits it wrote: a JSON number of 0 or more; null when it gave none
 */
record UsageReading(
        boolean present,
        Usage.@Nullable Reported usage,
        @Nullable String cost) {
    static final UsageReading ABSENT = new UsageReading(false, null, null);
    static final UsageReading IMPLAUSIBLE = new UsageReading(true, null, null);

    /** More than any context holds, by far; sums stay far from overflow. */
    private static final long MAX_TOKENS = 100_000_000;

    /** Counts as they were read, -1 for absent, -2 for not a count. */
    static UsageReading of(long prompt, long cached, long completion, long reasoning, @Nullable String cost) {
        if (!plausible(prompt) || !plausible(completion) || cached == -2 || reasoning == -2) {
            return new UsageReading(true, null, cost);
        }
        return new UsageReading(
                true,
                new Usage.Reported(
                        prompt, Math.clamp(cached, 0, prompt), completion, Math.clamp(reasoning, 0, completion)),
                cost);
    }

    private static boolean plausible(long tokens) {
        return tokens >= 0 && tokens <= MAX_TOKENS;
    }
}
