package io.github.tallyport.observe;

import io.github.tallyport.books.Shipped;
import io.github.tallyport.books.Shipper;
import io.github.tallyport.journal.JournalCondition;
import io.github.tallyport.ledger.Settlements;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;

/** Whether requests are recorded, and whether what is recorded arrives in the books. */
final class LedgerMeters implements MeterBinder {
    private final JournalCondition journal;
    private final Shipper shipper;
    private final Settlements settlements;

    LedgerMeters(JournalCondition journal, Shipper shipper, Settlements settlements) {
        this.settlements = settlements;
        this.journal = journal;
        this.shipper = shipper;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tallyport.in.flight", settlements, Settlements::inFlight)
                .description("Requests that have begun and not ended")
                .register(registry);
        Gauge.builder("tallyport.journal.backlog.records", journal, JournalCondition::backlog)
                .description("Ended requests that are in the journal and not yet known to be in the database")
                .register(registry);
        Gauge.builder("tallyport.journal.size", journal, JournalCondition::bytesInUse)
                .description("What the journal takes on the disk")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("tallyport.journal.max", journal, JournalCondition::bytesAtMost)
                .description("What the journal may take on the disk at most")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("tallyport.journal.set.aside", journal, JournalCondition::bytesSetAside)
                .description("What damaged files of the journal take that wait for somebody to look at them")
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder("tallyport.journal.unrecorded", journal, JournalCondition::unrecorded)
                .description("Requests whose ending could not be recorded")
                .register(registry);
        booked(registry, "written", Shipped::written);
        booked(registry, "unreadable", Shipped::unreadable);
        booked(registry, "refused", Shipped::refused);
        booked(registry, "too_old", Shipped::tooOld);
    }

    private void booked(MeterRegistry registry, String outcome, ToLongFunction<Shipped> count) {
        FunctionCounter.builder("tallyport.ledger.rows", shipper, from -> count.applyAsLong(from.shipped()))
                .description("Entries of the journal by what became of them in the database")
                .tag("outcome", outcome)
                .register(registry);
    }
}
