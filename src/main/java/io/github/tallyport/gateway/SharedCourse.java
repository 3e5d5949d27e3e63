package io.github.tallyport.gateway;

import io.github.tallyport.cache.Landing;
import io.github.tallyport.cache.Passenger;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.ledger.Ending;
import io.github.tallyport.ledger.Tab;
import io.github.tallyport.openai.Usage;
import org.jspecify.annotations.Nullable;

/** Another request pays for the answer, and this one waits for it too. */
final class SharedCourse implements Course {
    private final Passenger passenger;
    private final long since;

    /** @param since when it began to wait, in {@link System#nanoTime} */
    SharedCourse(Passenger passenger, long since) {
        this.passenger = passenger;
        this.since = since;
    }

    @Override
    public void whenQuiet(Runnable task) {
        task.run();
    }

    @Override
    public boolean isEnded() {
        return passenger.isAtEnd();
    }

    @Override
    public void close(Tab tab, @Nullable Fault fault, boolean begun) {
        Landing how = passenger.isAtEnd() ? passenger.flight().landing() : null;
        Fault why = how == null || how.fault() == null ? fault : how.fault();
        long waited = System.nanoTime() - since;
        if (why != null) {
            tab.close(begun ? Ending.BROKEN_OFF : Ending.FAILED, why, Usage.NONE, 0, -1, waited, null, null);
        } else if (how == null) {
            tab.close(Ending.CLIENT_LEFT, null, Usage.NONE, 0, -1, waited, null, null);
        } else {
            tab.close(Ending.CACHED, null, how.usage(), 0, -1, waited, how.finishReason(), null);
        }
    }

    @Override
    public void leave() {
        passenger.leave();
    }
}
