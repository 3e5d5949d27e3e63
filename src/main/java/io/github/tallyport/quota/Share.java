package io.github.tallyport.quota;

import java.util.List;

/**
 * One replica's part of limits that nobody counts for all of them: the n-th, rounded down. Of n replicas all together get no
 * more than the limit; but of a rate or of leases each gets one at least, so that of a limit below n they get n. What a budget
 * has left is shared by sharing both what it is and what was spent.
 */
record Share(int replicas) {
    Claim of(Claim claim) {
        return new Claim(
                claim.tenant(),
                claim.key(),
                of(claim.limits()),
                claim.promptTokens(),
                claim.promptCost(),
                claim.cap(),
                claim.choices(),
                claim.tokenCost(),
                claim.mayShorten());
    }

    List<Limit> of(List<Limit> limits) {
        return limits.stream().map(this::of).toList();
    }

    private Limit of(Limit limit) {
        return switch (limit) {
            case Limit.Rate rate -> new Limit.Rate(rate.whose(), rate.unit(), Math.max(1, rate.perMinute() / replicas));
            case Limit.Concurrency concurrency ->
                new Limit.Concurrency(concurrency.whose(), Math.max(1, concurrency.most() / replicas));
            case Limit.Budget budget -> new Limit.Budget(budget.whose(), budget.window(), budget.amount() / replicas);
        };
    }

    /** Rounded up, so that all together have not more left than there is. */
    Spent of(Spent spent) {
        return (tenant, budget) -> Math.ceilDiv(spent.in(tenant, budget), replicas);
    }
}
