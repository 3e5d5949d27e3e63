package io.github.tallyport.gateway;

import io.github.tallyport.cache.Passenger;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Tab;
import io.github.tallyport.upstream.Exchange;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A provider was asked, and this request pays for it, whoever else waits for the answer. */
final class ProviderCourse implements Course {
    private final Exchange sent;
    private final @Nullable Passenger passenger;

    /** @param passenger in whose place the client waits, when others may wait for the same answer */
    ProviderCourse(Exchange sent, @Nullable Passenger passenger) {
        this.sent = sent;
        this.passenger = passenger;
    }

    @Override
    public void whenQuiet(Runnable task) {
        if (passenger == null) {
            sent.whenQuiet(task);
        } else {
            passenger.flight().whenOver(() -> sent.whenQuiet(task));
        }
    }

    @Override
    public Executor source(Executor client) {
        return passenger == null ? sent::whenQuiet : client;
    }

    @Override
    public boolean isEnded() {
        return passenger == null ? sent.ended() : passenger.isAtEnd();
    }

    @Override
    public void close(Tab tab, @Nullable Fault fault, boolean begun) {
        Fault broken = sent.broken();
        Fault why = broken == null ? fault : broken;
        tab.close(
                ending(why, begun),
                why,
                sent.usage(),
                sent.attempts(),
                sent.headAfter(),
                sent.took(),
                sent.finishReason(),
                sent.upstreamCost());
    }

    private Ending ending(@Nullable Fault why, boolean begun) {
        if (sent.drained() || hasLeft() || (why == null && !sent.complete())) {
            return Ending.CLIENT_LEFT;
        }
        if (why == null) {
            return Ending.ANSWERED;
        }
        return begun ? Ending.BROKEN_OFF : Ending.FAILED;
    }

    private boolean hasLeft() {
        return passenger != null && passenger.hasLeft() && !passenger.isServed();
    }

    @Override
    public void leave() {
        if (passenger == null) {
            sent.leave();
        } else {
            passenger.leave();
        }
    }
}
