package io.github.tallyport.quota;

import java.util.List;

/**
 * A claim of a test, said shortly: a free prompt of no tokens and one choice of one token for one nano-yuan, unless it says
 * otherwise.
 */
record Ask(
        String tenant,
        List<Limit> limits,
        long promptTokens,
        long promptCost,
        long cap,
        long choices,
        long tokenCost,
        boolean mayShorten) {
    /** The key of all claims that do not say otherwise. */
    static final String KEY = "key-1";

    static Ask of(String tenant, Limit... limits) {
        return new Ask(tenant, List.of(limits), 0, 0, 1, 1, 1, false);
    }

    Ask prompt(long tokens, long cost) {
        return new Ask(tenant, limits, tokens, cost, cap, choices, tokenCost, mayShorten);
    }

    Ask cap(long most) {
        return new Ask(tenant, limits, promptTokens, promptCost, most, choices, tokenCost, mayShorten);
    }

    Ask choices(long number) {
        return new Ask(tenant, limits, promptTokens, promptCost, cap, number, tokenCost, mayShorten);
    }

    Ask tokenCost(long nanoYuan) {
        return new Ask(tenant, limits, promptTokens, promptCost, cap, choices, nanoYuan, mayShorten);
    }

    Ask shortenable() {
        return new Ask(tenant, limits, promptTokens, promptCost, cap, choices, tokenCost, true);
    }

    Claim claim() {
        return new Claim(tenant, KEY, limits, promptTokens, promptCost, cap, choices, tokenCost, mayShorten);
    }
}
