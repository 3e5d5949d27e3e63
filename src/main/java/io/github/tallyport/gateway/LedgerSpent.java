package io.github.tallyport.gateway;

import io.github.tallyport.books.Reach;
import io.github.tallyport.books.Reports;
import io.github.tallyport.books.Shipper;
import io.github.tallyport.books.UsageQuery;
import io.github.tallyport.quota.Limit;
import io.github.tallyport.quota.Scope;
import io.github.tallyport.quota.Spent;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * What the ledger says was spent. The books lag behind the journal, so they are first waited for: in the sum is every request of
 * the window that ended on this replica before the question, and what an earlier run on its data directory had left, the worst
 * case of what a kill cut off included. Of other replicas there is in it what they have brought to the books, usually all but
 * the last tenth of a second. What is under way is not in it.
 */
final class LedgerSpent implements Spent {
    private final Shipper shipper;
    private final Reports reports;
    private final Duration patience;

    LedgerSpent(Shipper shipper, Reports reports, Duration patience) {
        this.shipper = shipper;
        this.reports = reports;
        this.patience = patience;
    }

    @Override
    public long in(String tenant, Limit.Budget budget) {
        try {
            shipper.awaitShipped(patience);
        } catch (TimeoutException e) {
            throw new IllegalStateException("requests that have ended are not in the database yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        Reach whose = budget.whose().scope() == Scope.KEY
                ? Reach.ofKey(budget.whose().id())
                : Reach.ofTenant(budget.whose().id());
        UsageQuery window =
                new UsageQuery(budget.window().begin(), budget.window().end(), Set.of(), whose);
        return reports.usage(window, null, 1).getFirst().totals().cost();
    }
}
