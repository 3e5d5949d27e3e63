package io.github.tallyport.observe;

import io.github.tallyport.journal.JournalCondition;
import io.github.tallyport.journal.JournalState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A replica that cannot record requests, and refuses them for it, is not ready for any. */
final class JournalHealth implements HealthIndicator {
    private final JournalCondition journal;

    JournalHealth(JournalCondition journal) {
        this.journal = journal;
    }

    @Override
    public Health health() {
        JournalState state = journal.state();
        boolean ready = state == JournalState.RECORDING || journal.goesOnUnrecorded();
        return (ready ? Health.up() : Health.outOfService())
                .withDetail("state", state)
                .withDetail("backlog", journal.backlog())
                .withDetail("bytes", journal.bytesInUse())
                .withDetail("unrecorded", journal.unrecorded())
                .build();
    }
}
