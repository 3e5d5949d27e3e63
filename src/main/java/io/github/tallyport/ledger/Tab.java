package io.github.tallyport.ledger;

import io.github.tallyport.catalogue.Model;
import io.github.tallyport.catalogue.Price;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.journal.Journal;
import io.github.tallyport.openai.Usage;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request while it runs. Filled in by the steps of the request, one after the other; closed exactly once,
 * by whoever sees its end first, from any thread.
 */
public final class Tab {
    /** Status of a client that left before it had one; nginx's number, which dashboards know. */
    public static final int CLIENT_CLOSED_REQUEST = 499;

    /** Status of a request of whose end nothing is known. */
    private static final int UNKNOWN_STATUS = 0;
    /** Bytes a receipt may have more than the one written before the request was sent. */
    private static final int CLOSING = 256;

    private final Settlements settlements;
    private final Journal journal;
    private final String requestId;
    private final long receivedAt;
    private final long started = System.nanoTime();

    private long entry = Journal.UNRECORDED;
    private Consumer<Receipt> hears = _ -> {};
    private @Nullable Receipt receipt;
    private volatile @Nullable Follower follower;

    private volatile @Nullable String tenant;
    private volatile @Nullable String key;
    private volatile ZoneId zone = ZoneOffset.UTC;
    private volatile @Nullable Model model;
    private volatile @Nullable Price price;
    private volatile @Nullable String target;
    private volatile boolean stream;
    private volatile long firstByte = -1;
    private volatile CacheState cache = CacheState.BYPASS;
    private volatile int charged = 100;
    private volatile int status = CLIENT_CLOSED_REQUEST;
    private volatile Labels labels = Labels.NONE;
    private volatile Reserved reserved = Reserved.NOTHING;

    Tab(Settlements settlements, Journal journal, String requestId, long receivedAt) {
        this.settlements = settlements;
        this.journal = journal;
        this.requestId = requestId;
        this.receivedAt = receivedAt;
    }

    public String requestId() {
        return requestId;
    }

    /** From now on somebody watches; nobody does of a request that nobody hears of. */
    public void followedBy(Follower watching) {
        follower = settlements.areHeard() ? watching : null;
    }

    /** What the provider is told of who watches, or null. */
    public @Nullable String traceparent() {
        Follower watching = follower;
        return watching == null ? null : watching.traceparent();
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
    public void asks(Model asked, Price valid, boolean streams, Labels said) {
        model = asked;
        price = valid;
        stream = streams;
        labels = said;
    }

    /**
     * Records that a provider is about to be asked: should nothing more be heard of the request, the worst case is what it
     * came to.
     *
     * @return false when the request is over already, and must not be sent
     * @throws io.github.tallyport.fault.Refusal 503, when it cannot be recorded
     */
    public synchronized boolean dispatching(String targetName, Reserved worst) {
        if (receipt != null) {
            return false;
        }
        target = targetName;
        reserved = worst;
        byte[] unheard = ReceiptRecord.write(unheard());
        entry = journal.open(unheard, unheard.length + CLOSING);
        return true;
    }

    /**
     * Somebody hears what the request came to, once: after it is recorded, on the thread that ends it; at once when it has
     * ended. Only one may ask for it.
     *
     * @param listener does not block, throws nothing and asks nothing of this tab
     */
    public synchronized void whenClosed(Consumer<Receipt> listener) {
        if (receipt == null) {
            hears = listener;
        } else {
            listener.accept(receipt);
        }
    }

    /** Whether what was recorded is kept by now, as far as configured; otherwise {@link #whenKept} says when. */
    public boolean isKept() {
        return journal.keepsAtOnce();
    }

    public void whenKept(Executor executor, Runnable task) {
        journal.whenKept(executor, task);
    }

    /** What the cache has to do with the answer, so far. */
    public void cache(CacheState state) {
        cache = state;
    }

    /**
     * Nobody is asked for the answer.
     *
     * @param percent of its price that it costs all the same, 0 to 100
     */
    public void spared(CacheState state, int percent) {
        cache = state;
        charged = percent;
    }

    public CacheState cache() {
        return cache;
    }

    /** The status line is out, or about to be. */
    public void answering(int httpStatus) {
        status = httpStatus;
        firstByte = System.nanoTime() - started;
    }

    /** Nano-yuan; 0 while no model is known, and a part of the price when nobody was asked for the answer. */
    public long cost(Usage usage) {
        return Price.part(worth(usage), charged);
    }

    private long worth(Usage usage) {
        Price valid = price;
        return valid == null ? 0 : valid.cost(usage);
    }

    /**
     * Ends the request, and records what it came to; every call but the first does nothing.
     *
     * @param upstreamHead nanoseconds, or -1
     * @param upstream nanoseconds, or -1
     * @return whether this call ended it
     */
    public synchronized boolean close(
            Ending ending,
            @Nullable Fault fault,
            Usage usage,
            int attempts,
            long upstreamHead,
            long upstream,
            @Nullable String finishReason,
            @Nullable String upstreamCost) {
        if (receipt != null) {
            return false;
        }
        Receipt ended = new Receipt(
                asking(),
                ending,
                status,
                fault == null ? null : (fault.code() == null ? fault.type() : fault.code()),
                finishReason,
                attempts,
                new Times(System.nanoTime() - started, firstByte, upstreamHead, upstream),
                usage,
                cost(usage),
                upstreamCost,
                cache,
                worth(usage) - cost(usage));
        if (entry != Journal.UNRECORDED || (tenant != null && ending != Ending.REFUSED)) {
            journal.close(entry, ReceiptRecord.write(ended));
        }
        settlements.settle(ended, follower);
        receipt = ended;
        hears.accept(ended);
        return true;
    }

    private Receipt unheard() {
        return new Receipt(
                asking(),
                Ending.BROKEN_OFF,
                UNKNOWN_STATUS,
                "gateway_stopped",
                null,
                1,
                Times.UNKNOWN,
                new Usage.Estimated(reserved.prompt(), reserved.completion()),
                reserved.cost(),
                null,
                CacheState.BYPASS,
                0);
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
                labels,
                reserved);
    }
}
