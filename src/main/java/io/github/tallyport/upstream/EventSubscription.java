package io.github.tallyport.upstream;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.Refusal;
import io.github.tallyport.relay.StreamRelay;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Stands between a provider's connection and a client: asks the provider for more only when the client wants more, gives out
 * what the relay makes of it, beats while nothing comes, and ends what takes too long.
 *
 * <p>Everything runs on the event loop of the provider's connection; only {@link #attach}, {@link #request} and
 * {@link #cancel} may come from elsewhere, and the latter two hop over. When the last event is out the client is done at once,
 * while the connection is read to its end for a moment so that the pool can keep it.
 */
final class EventSubscription implements CoreSubscriber<ByteBuf>, Subscription {
    /** How often the clock is asked while the client wants nothing: its own slowness is watched elsewhere. */
    private static final long IDLE = 1_000_000_000;

    private final StreamRelay relay;
    private final EventLoop loop;
    private final StreamClock clock;
    private final Drain drain;
    private final Alarm alarm;
    private final Recipient client;
    private final Answer answer = new Answer.Events(this);

    private StreamState state = StreamState.RELAYING;
    private @Nullable Subscription provider;
    private boolean providerAsked;
    private boolean providerEnded;
    private final Rest rest = new Rest();

    /** The stream, once its first event is there; cancelled before, or dropped after, it ends the provider's. */
    static Mono<Answer> of(StreamRelay relay, Flux<ByteBuf> body, EventLoop loop, StreamClock clock, Drain drain) {
        return Mono.create(opened -> {
            EventSubscription events = new EventSubscription(relay, opened, loop, clock, drain);
            opened.onCancel(events::cancel);
            body.subscribe(events);
        });
    }

    private EventSubscription(
            StreamRelay relay, MonoSink<Answer> opened, EventLoop loop, StreamClock clock, Drain drain) {
        this.drain = drain;
        this.relay = relay;
        this.loop = loop;
        this.clock = clock;
        this.alarm = new Alarm(loop);
        this.client = new Recipient(opened);
    }

    void attach(CoreSubscriber<? super ByteBuf> actual) {
        client.attach(actual, this);
    }

    @Override
    public void onSubscribe(Subscription s) {
        provider = s;
        if (state == StreamState.CLOSED) {
            close(); // the client has left already: what has come is still to be given back
            return;
        }
        alarm.set(clock.next(System.nanoTime(), false, false), this::tick);
        askProvider();
    }

    @Override
    public void onNext(ByteBuf in) {
        providerAsked = false;
        if (state == StreamState.RESTING) {
            if (rest.isOver(in)) {
                close();
            } else {
                askProvider();
            }
        } else if (state == StreamState.RELAYING) {
            relay(() -> relay.feed(in));
        }
    }

    @Override
    public void onError(Throwable error) {
        providerEnded = true;
        if (state == StreamState.RELAYING) {
            if (Failures.inBody(error) instanceof Refusal refusal) {
                interrupt(refusal.fault());
            } else {
                fail(error);
            }
        } else {
            close();
        }
    }

    @Override
    public void onComplete() {
        providerEnded = true;
        if (state == StreamState.RELAYING) {
            relay(relay::end);
        } else {
            close();
        }
    }

    @Override
    public void request(long n) {
        onLoop(() -> requested(n));
    }

    @Override
    public void cancel() {
        onLoop(this::clientLeft);
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private void requested(long n) {
        if (!client.wants()) {
            clock.demanded(System.nanoTime());
        }
        if (client.requested(n)) {
            given();
        } else {
            askProvider();
        }
    }

    private void relay(Supplier<@Nullable ByteBuf> step) {
        ByteBuf ready;
        try {
            ready = step.get();
        } catch (RuntimeException refusalOrBug) {
            fail(refusalOrBug);
            return;
        }
        if (ready == null) {
            askProvider();
        } else {
            clock.event(System.nanoTime());
            give(ready);
        }
    }

    private void give(ByteBuf ready) {
        if (client.give(ready, answer)) {
            given();
        }
    }

    /** All there was is with the client. */
    private void given() {
        if (state != StreamState.RELAYING) {
            return;
        }
        boolean more = !providerEnded && relay.fault() == null;
        if (relay.over()) {
            state = more ? StreamState.RESTING : StreamState.CLOSED;
            alarm.set(more ? Rest.NANOS : 0, this::close);
            client.complete();
            drain.end();
        }
        askProvider();
    }

    private void askProvider() {
        Subscription s = provider;
        boolean wanted = state == StreamState.RESTING || (state == StreamState.RELAYING && client.wants());
        if (s != null && wanted && !providerAsked && !providerEnded) {
            providerAsked = true;
            s.request(1);
        }
    }

    /** What breaks a stream from outside: before its first event an error, afterwards its last event. */
    private void interrupt(Fault why) {
        if (relay.begun()) {
            relay(() -> relay.broken(why));
        } else {
            fail(why.refusal());
        }
    }

    /** A refusal before the first event; or a bug, and then there is nothing left to say. */
    private void fail(Throwable error) {
        close();
        client.fail(error);
    }

    private void tick() {
        if (state != StreamState.RELAYING) {
            return;
        }
        if (!client.wants()) {
            alarm.set(IDLE, this::tick);
            return;
        }
        long now = System.nanoTime();
        Fault late = clock.late(now, relay.finished());
        if (late != null) {
            interrupt(late);
            return;
        }
        if (clock.heartbeatDue(now, relay.begun())) {
            clock.heartbeatSent(now);
            give(relay.heartbeat());
        }
        if (state == StreamState.RELAYING) {
            alarm.set(clock.next(now, relay.begun(), relay.finished()), this::tick);
        }
    }

    private void clientLeft() {
        if (state != StreamState.RELAYING) {
            return;
        }
        if (drain.begin(() -> onLoop(this::close))) {
            client.leave();
            requested(Long.MAX_VALUE);
        } else {
            close();
        }
    }

    private void close() {
        state = StreamState.CLOSED;
        alarm.cancel();
        client.release();
        Subscription s = provider;
        if (s != null && !providerEnded) {
            providerEnded = true;
            s.cancel();
        }
        drain.end();
    }
}
