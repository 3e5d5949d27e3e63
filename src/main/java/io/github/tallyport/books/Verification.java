package io.github.tallyport.books;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reckons the books again: sums from rows, days from quarters of an hour, costs from tokens and prices, and the rows from the
 * journal. It goes by the hour, and by the day, so that no statement is long and no snapshot is held open while others write; each
 * comparison is one statement, and consistent by itself. Turned down: one transaction around all, which on PostgreSQL keeps
 * every dead row for as long as it lasts, and on SQLite keeps everybody else out.
 */
public final class Verification {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private static final String FIRST_OF_QUARTERS =
            "SELECT MIN(bucket) AS at FROM usage_sums WHERE span = 900000 AND bucket >= :from";
    private static final String FIRST_OF_DAYS =
            "SELECT MIN(bucket) AS at FROM usage_sums WHERE span = 86400000 AND bucket >= :from";
    private static final String FIRST_OF_QUARTERS_AND_ROWS = "SELECT MIN(at) FROM (" + FIRST_OF_QUARTERS
            + " UNION ALL SELECT MIN(received_at) AS at FROM requests WHERE received_at >= :from) AS firsts";
    private static final String FIRST_OF_SUMS =
            "SELECT MIN(at) FROM (" + FIRST_OF_QUARTERS + " UNION ALL " + FIRST_OF_DAYS + ") AS firsts";

    private final JdbcClient jdbc;
    private final KeptSince kept;
    private final SumCheck sums;
    private final CostCheck costs;
    private final EntryCheck entries;
    private final LongSupplier nanoTime;

    /** @param nanoTime as {@link System#nanoTime} */
    public Verification(JdbcClient jdbc, JournalCheck journal, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.kept = new KeptSince(jdbc);
        this.sums = new SumCheck(jdbc);
        this.costs = new CostCheck(jdbc);
        this.entries = new EntryCheck(jdbc, journal);
        this.nanoTime = nanoTime;
    }

    /** Blocks, for seconds on a million rows. */
    public Verified run() {
        Findings findings = new Findings();
        Pace progress = new Pace(nanoTime);
        long since = kept.read();
        hours(since, findings, progress);
        days(findings, progress);
        entries.entries(findings);
        LOG.info("The ledger is verified: {}", findings);
        return findings.verified(since);
    }

    private void hours(long since, Findings findings, Pace progress) {
        OptionalLong next = first(FIRST_OF_QUARTERS_AND_ROWS, since);
        while (next.isPresent()) {
            long from = Math.floorDiv(next.getAsLong(), HOUR) * HOUR;
            long to = from + HOUR;
            sums.quarters(Math.max(from, since), to, findings);
            costs.rows(Math.max(from, since), to, findings);
            say(progress, to, findings);
            next = first(FIRST_OF_QUARTERS_AND_ROWS, to);
        }
    }

    private void days(Findings findings, Pace progress) {
        OptionalLong next = first(FIRST_OF_SUMS, 0);
        while (next.isPresent()) {
            long from = Span.DAY.floor(next.getAsLong());
            long to = from + Span.DAY.millis();
            sums.days(from, to, findings);
            say(progress, to, findings);
            next = first(FIRST_OF_SUMS, to);
        }
    }

    private OptionalLong first(String sql, long from) {
        return jdbc.sql(sql)
                .param("from", from)
                .query((row, number) -> {
                    long at = row.getLong(1);
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(at);
                })
                .single();
    }

    private static void say(Pace progress, long until, Findings findings) {
        if (progress.due()) {
            LOG.info("Verifying the ledger, up to {} so far: {}", Instant.ofEpochMilli(until), findings);
        }
    }
}
