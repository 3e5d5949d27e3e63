package io.github.tallyport.upstream;

import io.github.tallyport.relay.StreamRelay;
import io.netty.channel.EventLoop;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** A provider's stream as whole events for the client; see {@link EventSubscription}. For one subscription. */
final class EventFlux extends Flux<Frame> {
    private final StreamRelay relay;
    private final Bodies bodies;
    private final EventLoop loop;
    private final UpstreamProperties properties;
    private final long opened;

    /** @param opened nanoseconds, when the request was opened: its total time counts from there */
    EventFlux(StreamRelay relay, Bodies bodies, EventLoop loop, UpstreamProperties properties, long opened) {
        this.relay = relay;
        this.bodies = bodies;
        this.loop = loop;
        this.properties = properties;
        this.opened = opened;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Frame> actual) {
        bodies.stream().subscribe(new EventSubscription(relay, actual, loop, new StreamClock(properties, opened)));
    }
}
