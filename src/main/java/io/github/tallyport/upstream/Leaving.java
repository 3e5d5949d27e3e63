package io.github.tallyport.upstream;

import org.jspecify.annotations.Nullable;

/**
 * Whether the client of a stream has left. Cancelling alone does not tell it for certain: Reactor's flatMap (3.8) loses a
 * cancellation that meets the subscription to what it has mapped, and the stream would wait for its client for ever. May be
 * used by any thread.
 */
final class Leaving {
    private volatile @Nullable Answer given;
    private volatile boolean left;

    /** The stream is there. */
    void gives(Answer stream) {
        given = stream;
        if (left) {
            stream.drop();
        }
    }

    void leave() {
        left = true;
        Answer stream = given;
        if (stream != null) {
            stream.drop();
        }
    }
}
