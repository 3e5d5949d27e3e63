package io.github.tallyport.upstream;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** How many answers are read to their end for clients that have left, and for how long. */
final class Drains {
    private final int most;
    private final Duration time;
    private final AtomicInteger running = new AtomicInteger();

    Drains(int most, Duration time) {
        this.most = most;
        this.time = time;
    }

    /** @param timer where its time runs */
    Drain prepared(ScheduledExecutorService timer) {
        return new Drain(this, timer, time);
    }

    boolean enter() {
        if (running.incrementAndGet() > most) {
            running.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        running.decrementAndGet();
    }

    int running() {
        return running.get();
    }
}
