package io.github.tallyport.quota;

import java.util.List;

/**
 * What a request wants to reserve: one request, its prompt, and an answer of up to {@code cap} tokens, or of as many as all
 * budgets can pay where the claim may be shortened.
 *
 * @param tenant whose key and tenant the limits are; all of a claim's limits are counted in one place
 * @param key id of the key that asks, which may have no limit of its own yet
 * @param limits each at most once; any order, which is kept
 * @param promptTokens upper bound, 0 or more
 * @param promptCost of those, in nano-yuan
 * @param cap tokens one choice of the answer may have, 1 or more
 * @param choices answers to the same prompt, 1 or more
 * @param tokenCost of one token of an answer, in nano-yuan
 * @param mayShorten whether to grant a smaller cap, 1 at least, when a budget cannot pay for all of it
 */
public record Claim(
        String tenant,
        String key,
        List<Limit> limits,
        long promptTokens,
        long promptCost,
        long cap,
        long choices,
        long tokenCost,
        boolean mayShorten) {
    public Claim {
        limits = List.copyOf(limits);
        if (promptTokens < 0 || promptCost < 0 || cap < 1 || choices < 1 || tokenCost < 0) {
            throw new IllegalArgumentException("not a claim");
        }
    }

    /** Tokens of prompt and answer, when one choice of it has this many; {@link Long#MAX_VALUE} when they are no fewer. */
    public long tokens(long granted) {
        return Saturated.sum(promptTokens, Saturated.product(granted, choices));
    }

    /** Nano-yuan of prompt and answer, when one choice of it has this many; {@link Long#MAX_VALUE} when they are no fewer. */
    public long cost(long granted) {
        return Saturated.sum(promptCost, Saturated.product(Saturated.product(granted, choices), tokenCost));
    }
}
