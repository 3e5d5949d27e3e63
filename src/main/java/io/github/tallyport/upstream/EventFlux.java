package io.github.tallyport.upstream;

import io.netty.buffer.ByteBuf;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** A stream that is under way, for its one client: nothing stands between the two, because everything would cost each chunk. */
final class EventFlux extends Flux<ByteBuf> {
    private final EventSubscription events;

    EventFlux(EventSubscription events) {
        this.events = events;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ByteBuf> client) {
        events.attach(client);
    }
}
