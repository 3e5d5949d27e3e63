package io.github.tallyport.quota;

/** What a limit says, and what a request takes of it, in the limit's own unit. */
final class Amounts {
    private Amounts() {}

    static long of(Limit limit) {
        return switch (limit) {
            case Limit.Rate rate -> rate.perMinute();
            case Limit.Concurrency concurrency -> concurrency.most();
            case Limit.Budget budget -> budget.amount();
        };
    }

    /** @param request what it uses, or what it may come to; it is a request in any case */
    static long wanted(Limit limit, Used request) {
        return switch (limit) {
            case Limit.Rate rate -> rate.unit() == Limit.Unit.REQUESTS ? 1 : request.tokens();
            case Limit.Concurrency _ -> 1;
            case Limit.Budget _ -> request.cost();
        };
    }
}
