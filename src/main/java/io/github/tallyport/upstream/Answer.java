package io.github.tallyport.upstream;

import io.netty.buffer.ByteBuf;
import reactor.core.publisher.Flux;

/**
 * What the client may have. Its bytes belong to whoever holds it: it is sent, or dropped. A type of its own, because what comes
 * from a provider is a {@code ByteBuf} that must not be released by whoever drops it.
 */
public sealed interface Answer {
    /** A JSON answer. */
    record Whole(ByteBuf bytes) implements Answer {
        @Override
        public void drop() {
            bytes.release();
        }
    }

    /** A stream whose first event is there; for one subscriber, who may cancel it and thereby stop the provider. */
    final class Events implements Answer {
        private final EventSubscription events;

        Events(EventSubscription events) {
            this.events = events;
        }

        /** Whole events. An error is a bug: what a provider does wrong from now on is the stream's last event. */
        public Flux<ByteBuf> bytes() {
            return new EventFlux(events);
        }

        @Override
        public void drop() {
            events.cancel();
        }
    }

    /** Nobody wants it any more. */
    void drop();
}
