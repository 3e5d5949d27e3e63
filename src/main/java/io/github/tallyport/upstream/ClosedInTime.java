package io.github.tallyport.upstream;

import org.springframework.context.SmartLifecycle;

/** Closes the connections to providers after the server has stopped, and before the event loops that serve them end. */
final class ClosedInTime implements SmartLifecycle {
    /** The loops end in phase 0; servers stop long before. */
    private static final int BEFORE_THE_LOOPS = 1;

    private final Upstream upstream;
    private volatile boolean running;

    ClosedInTime(Upstream upstream) {
        this.upstream = upstream;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        upstream.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_LOOPS;
    }
}
