package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.books.Reports;
import io.github.tallyport.books.RequestFilter;
import io.github.tallyport.books.Verification;
import io.github.tallyport.ledger.Receipt;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.upstream.FakeUpstream;
import io.github.tallyport.upstream.Upstream;
import java.io.IOException;
import java.util.HashSet;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A gateway whose clients leave, one after the other; it ends only when its books have one row for each of them. */
final class LeavingGateway implements AutoCloseable {
    private final TestGateway gateway;
    private final String drainingKey;
    private final Map<Leaver.Way, LongSummaryStatistics> closings = new TreeMap<>();
    private final Set<String> booked = new HashSet<>();

    LeavingGateway(String... properties) {
        gateway = TestGateway.start(properties);
        drainingKey = gateway.drainingKey();
    }

    /** From now on it knows its clients' keys at once. */
    LeavingGateway acquainted() throws IOException {
        for (OnDisconnect policy : OnDisconnect.values()) {
            try (Leaver client = client(policy, "acquainted." + policy).ask(TestGateway.HELLO)) {
                assertThat(client.reply().status()).isEqualTo(200);
            }
            row("acquainted." + policy);
        }
        return this;
    }

    FakeUpstream upstream() {
        return gateway.upstream();
    }

    Leaver client(OnDisconnect policy, String requestId) throws IOException {
        return new Leaver(gateway.port(), policy == OnDisconnect.DRAIN ? drainingKey : gateway.key(), requestId);
    }

    void forget() {
        gateway.forget();
    }

    /** Of the next request that ended. */
    Receipt receipt() {
        return gateway.receipt();
    }

    Receipt row(String requestId) {
        booked.add(requestId);
        return gateway.rows(requestId, 1).getFirst();
    }

    /** The connection to the provider is closed, because of the client that left at that time. */
    void awaitClosed(int connection, Leaver.Way way, long left) {
        long closed = awaitClosed(connection);
        closings.computeIfAbsent(way, _ -> new LongSummaryStatistics()).accept(closed - left);
    }

    /** @return when, in {@link System#nanoTime} */
    long awaitClosed(int connection) {
        FakeUpstream.Departure departure = upstream().awaitDeparture();
        while (departure.connection() != connection) {
            departure = upstream().awaitDeparture();
        }
        return departure.nanoTime();
    }

    /** The gateway has noticed that the client has left, and reads on without it. */
    void awaitDraining() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (gateway.bean(Upstream.class).draining() == 0) {
            assertThat(System.nanoTime()).as("patience for a drain to begin").isLessThan(patience);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Override
    public void close() {
        closings.forEach((way, nanos) -> System.out.printf(
                "M5: %d clients left by %s: upstream closed after %d ms on average, %d ms at most%n",
                nanos.getCount(), way, (long) nanos.getAverage() / 1_000_000, nanos.getMax() / 1_000_000));
        try {
            assertThat(gateway.bean(Reports.class).requests(RequestFilter.ALL, null, 1000))
                    .extracting(row -> row.receipt().asking().requestId())
                    .containsExactlyInAnyOrderElementsOf(booked);
            assertThat(gateway.bean(Upstream.class).draining()).isZero();
            assertThat(gateway.bean(Verification.class).run().differences()).isEmpty();
        } finally {
            gateway.close();
        }
    }
}
