package io.github.tallyport.books;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Takes receipts in. All calls block. */
public final class Books {
    /** Younger entries than this are never too old: the shortest retention is longer, also by a clock that is wrong. */
    private static final Duration CERTAINLY_KEPT = Retention.SHORTEST.dividedBy(2);

    private final TransactionOperations transactions;
    private final RequestTable requests;
    private final SumTable sums;
    private final KeptSince kept;
    private final InstantSource clock;

    public Books(NamedParameterJdbcOperations jdbc, TransactionOperations transactions, InstantSource clock) {
        this.transactions = transactions;
        this.requests = new RequestTable(jdbc.getJdbcOperations());
        this.sums = new SumTable(jdbc);
        this.kept = new KeptSince(JdbcClient.create(jdbc));
        this.clock = clock;
    }

    /**
     * What was written.
     *
     * @param fresh how many were not there before
     * @param tooOld those that are not there now, as rows of their time may be deleted already
     */
    public record Written(int fresh, List<Booked> tooOld) {}

    /** All or none, and each once however often it is written. */
    public Written write(List<Booked> batch) {
        Written written = transactions.execute(transaction -> inTransaction(batch));
        if (written == null) {
            throw new IllegalStateException("a transaction without an outcome");
        }
        return written;
    }

    private Written inTransaction(List<Booked> batch) {
        long doubtful = clock.instant().minus(CERTAINLY_KEPT).toEpochMilli();
        long since = batch.stream().anyMatch(one -> one.receivedAt() < doubtful) ? kept.hold() : Long.MIN_VALUE;
        List<Booked> fresh = requests.insert(
                batch.stream().filter(one -> one.receivedAt() >= since).toList());
        sums.add(fresh);
        return new Written(
                fresh.size(),
                batch.stream().filter(one -> one.receivedAt() < since).toList());
    }
}
