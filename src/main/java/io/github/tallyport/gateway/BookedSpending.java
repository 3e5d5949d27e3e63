package io.github.tallyport.gateway;

import io.github.tallyport.access.Caller;
import io.github.tallyport.books.Reach;
import io.github.tallyport.books.Reports;
import io.github.tallyport.tenancy.Period;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/** What the books say was spent: everything that has ended, but for the last moment. */
final class BookedSpending implements Spending {
    private final Reports reports;
    private final InstantSource clock;

    BookedSpending(Reports reports, InstantSource clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public long spent(Caller caller, Scope scope, Period period) {
        Reach whose = scope == Scope.KEY ? Reach.ofKey(caller.key()) : Reach.ofTenant(caller.tenant());
        return reports.spent(whose, begin(period, caller.zone()));
    }

    private Instant begin(Period period, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return switch (period) {
            case DAY -> today.atStartOfDay(zone).toInstant();
            case MONTH -> today.withDayOfMonth(1).atStartOfDay(zone).toInstant();
            case TOTAL -> Instant.EPOCH;
        };
    }
}
