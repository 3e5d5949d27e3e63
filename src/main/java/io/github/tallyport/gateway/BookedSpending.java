package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.books.Reach;
import io.github.tallyport.books.Reports;
import io.github.tallyport.quota.Window;
import io.github.tallyport.tenancy.Period;
import java.time.Instant;
import java.time.InstantSource;

/** What the books say was spent: everything that has ended, but for the last moment. */
final class BookedSpending implements Spending {
    private final Reports reports;
    private final InstantSource clock;

    BookedSpending(Reports reports, InstantSource clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public long spent(Caller caller, Period period) {
        Instant begin = Window.at(period, caller.zone(), clock.instant()).begin();
        return reports.spent(Reach.ofKey(caller.key()), begin);
    }
}
