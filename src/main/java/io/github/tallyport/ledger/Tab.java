package io.github.tallyport.ledger;

import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.openai.Usage;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request while it runs. Filled in by the steps of the request, one after the other; closed exactly once,
 * by whoever sees its end first, from any thread.
 */
public final class Tab {
    /** Status of a client that left before it had one; nginx's number, which dashboards know. */
    public static final int CLIENT_CLOSED_REQUEST = 499;

    private final Settlements settlements;
    private final String requestId;
    private final long receivedAt;
    private final long started = System.nanoTime();
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile @Nullable String tenant;
    private volatile @Nullable String key;
    private volatile ZoneId zone = ZoneOffset.UTC;
    private volatile @Nullable Model model;
    private volatile @Nullable Price price;
    private volatile @Nullable String target;
    private volatile boolean stream;
    private volatile long firstByte = -1;
    private volatile int status = CLIENT_CLOSED_REQUEST;

    Tab(Settlements settlements, String requestId, long receivedAt) {
        this.settlements = settlements;
        this.requestId = requestId;
        this.receivedAt = receivedAt;
    }

    public String requestId() {
        return requestId;
    }

    /** Epoch milliseconds. */
    public long receivedAt() {
        return receivedAt;
    }

    /** Whole milliseconds so far. */
    public long millis() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    /** @param days where the tenant's begin */
    public void caller(String tenantId, String keyId, ZoneId days) {
        tenant = tenantId;
        key = keyId;
        zone = days;
    }

    /** @param asked the model, and its price at the moment the request was received */
    public void asks(Model asked, Price valid, boolean streams) {
        model = asked;
        price = valid;
        stream = streams;
    }

    public void sentTo(String targetName) {
        target = targetName;
    }

    /** The status line is out, or about to be. */
    public void answering(int httpStatus) {
        status = httpStatus;
        firstByte = System.nanoTime() - started;
    }

    /** Nano-yuan; 0 while no model is known. */
    public long cost(Usage usage) {
        Price valid = price;
        return valid == null ? 0 : valid.cost(usage);
    }

    /**
     * Ends the request; every call but the first does nothing.
     *
     * @param upstreamHead nanoseconds, or -1
     * @return whether this call ended it
     */
    public boolean close(
            Ending ending,
            @Nullable Fault fault,
            Usage usage,
            int attempts,
            long upstreamHead,
            @Nullable String finishReason) {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        settlements.settle(new Receipt(
                asking(),
                ending,
                status,
                fault == null ? null : (fault.code() == null ? fault.type() : fault.code()),
                finishReason,
                attempts,
                new Times(System.nanoTime() - started, firstByte, upstreamHead),
                usage,
                cost(usage),
                null,
                CacheState.BYPASS,
                0));
        return true;
    }

    private Asking asking() {
        Model asked = model;
        return new Asking(
                requestId,
                receivedAt,
                tenant,
                key,
                zone,
                asked == null ? null : asked.id(),
                target,
                stream,
                price,
                Labels.NONE,
                Reserved.NOTHING);
    }
}
