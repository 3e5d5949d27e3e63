package io.github.tallyport.upstream;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.UpstreamFaults;
import org.jspecify.annotations.Nullable;

/**
 * How long each phase of a stream may last. All times are nanoseconds of one clock; it is asked now and then, so that a
 * chunk costs no timer.
 */
final class StreamClock {
    private final Curfew curfew;
    private final long firstEvent;
    private final long silence;
    private final long usage;
    private final long commit;
    private final long heartbeat;
    private final long total;
    private final long opened;

    private final long headAt;
    private long eventAt;
    private long sentAt;
    private boolean anyEvent;

    StreamClock(UpstreamProperties properties, Curfew curfew, long opened) {
        this.curfew = curfew;
        this.firstEvent = properties.firstEventTimeout().toNanos();
        this.silence = properties.silenceTimeout().toNanos();
        this.usage = properties.usageTimeout().toNanos();
        this.commit = properties.commitAfter().toNanos();
        this.heartbeat = properties.heartbeat().toNanos();
        this.total = properties.totalTimeout().toNanos();
        this.opened = opened;
        this.headAt = System.nanoTime();
        this.eventAt = headAt;
        this.sentAt = opened;
    }

    void event(long now) {
        anyEvent = true;
        eventAt = now;
        sentAt = now;
    }

    void heartbeatSent(long now) {
        sentAt = now;
    }

    /** The client took its time, not the provider: the provider's silence counts from now. */
    void demanded(long now) {
        eventAt = now;
    }

    /** What is over now, or null. */
    @Nullable
    Fault late(long now, boolean finished) {
        Fault over = curfew.why();
        if (over != null) {
            return over;
        }
        if (now - opened >= total) {
            return UpstreamFaults.timeout("the answer took too long", true);
        }
        if (!anyEvent && now - headAt >= firstEvent) {
            return UpstreamFaults.timeout("no first event", true);
        }
        if (now - eventAt >= (finished ? usage : silence)) {
            return UpstreamFaults.timeout("its stream fell silent", true);
        }
        return null;
    }

    boolean heartbeatDue(long now, boolean begun) {
        return begun ? now - sentAt >= heartbeat : now - opened >= commit;
    }

    /** Nanoseconds until there is something to decide, or to look at. */
    long next(long now, boolean begun, boolean finished) {
        long quiet = eventAt + (finished ? usage : silence);
        long beat = begun ? sentAt + heartbeat : opened + commit;
        long end = Math.min(opened + total - now, Math.min(quiet - now, beat - now));
        long sooner = anyEvent ? end : Math.min(end, headAt + firstEvent - now);
        return Math.max(1_000_000, Math.min(Curfew.LOOK_NANOS, sooner));
    }
}
