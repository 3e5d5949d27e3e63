package io.github.tallyport.gateway;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.LimitFaults;
import io.github.tallyport.fault.LimitFaults.Shortage;
import io.github.tallyport.money.Money;
import io.github.tallyport.quota.Balance;
import io.github.tallyport.quota.Decision;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Scope;
import io.github.tallyport.quota.Whose;

/** Why a claim was refused, as the client will read it: which limit, whose it is, and its numbers. */
final class Shortages {
    private Shortages() {}

    /** @param model as the client wrote it */
    static Fault fault(String model, Decision.Refused refused) {
        return switch (refused.limit()) {
            case Limit.Concurrency concurrency -> LimitFaults.concurrency(model, shortage(concurrency.most(), refused));
            case Limit.Rate rate -> rate(model, rate, refused);
            case Limit.Budget budget ->
                LimitFaults.budget(
                        named(budget.whose()) + " (" + budget.window().name() + ")",
                        Money.amount(budget.amount()),
                        Money.amount(budget.amount() - left(refused)),
                        Money.amount(refused.wanted()),
                        refused.pause());
        };
    }

    private static Fault rate(String model, Limit.Rate rate, Decision.Refused refused) {
        Shortage shortage = shortage(rate.perMinute(), refused);
        if (rate.unit() == Limit.Unit.REQUESTS) {
            return LimitFaults.requests(model, shortage, refused.pause());
        }
        return refused.pause().equals(Decision.Refused.NEVER)
                ? LimitFaults.requestTooLarge(model, shortage)
                : LimitFaults.tokens(model, shortage, refused.pause());
    }

    private static Shortage shortage(long limit, Decision.Refused refused) {
        return new Shortage(named(refused.limit().whose()), limit, limit - left(refused), refused.wanted());
    }

    private static long left(Decision.Refused refused) {
        for (Balance balance : refused.balances()) {
            if (balance.limit().equals(refused.limit())) {
                return balance.left();
            }
        }
        throw new IllegalStateException("a refusal without the balance of its limit");
    }

    private static String named(Whose whose) {
        String owner = (whose.scope() == Scope.KEY ? "key `" : "tenant `") + whose.id() + "`";
        return whose.model() == null ? owner : owner + " for model `" + whose.model() + "`";
    }
}
