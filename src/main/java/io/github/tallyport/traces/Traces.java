package io.github.tallyport.traces;

import io.github.tallyport.ledger.Follower;
import org.jspecify.annotations.Nullable;

/** The door to spans. Where nobody wants them, nothing of their library is loaded. */
public final class Traces implements AutoCloseable {
    /** Nobody wants any. */
    public static final Traces OFF = new Traces(null);

    private final @Nullable Recorder recorder;

    Traces(@Nullable Recorder recorder) {
        this.recorder = recorder;
    }

    public boolean areOn() {
        return recorder != null;
    }

    /**
     * The span of a request that begins now.
     *
     * @param traceparent what the client sent; a new trace begins where it is missing or makes no sense
     * @throws IllegalStateException when they are off
     */
    public Follower begin(@Nullable String traceparent) {
        if (recorder == null) {
            throw new IllegalStateException("traces are off");
        }
        return recorder.begin(traceparent);
    }

    /** Sends what waits, if somebody takes it in time. */
    @Override
    public void close() {
        if (recorder != null) {
            recorder.close();
        }
    }
}
