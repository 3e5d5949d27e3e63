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
    private static final int MAX_REST = 64 * 1024;
    private static final long REST = 1_000_000_000;

    /** How often the clock is asked while the client wants nothing: its own slowness is watched elsewhere. */
    private static final long IDLE = 1_000_000_000;

    private enum State {
        RELAYING,
        /** The client has everything; the rest of the response is thrown away. */
        DRAINING,
        CLOSED
    }

    private final StreamRelay relay;
    private final EventLoop loop;
    private final StreamClock clock;
    private final Alarm alarm;
    private final Recipient client;
    private final Answer answer = new Answer.Events(this);

    private State state = State.RELAYING;
    private @Nullable Subscription provider;
    private boolean providerAsked;
    private boolean providerEnded;
    private int rest;

    /** The stream, once its first event is there; cancelled before, or dropped after, it ends the provider's. */
    static Mono<Answer> of(StreamRelay relay, Flux<ByteBuf> body, EventLoop loop, StreamClock clock) {
        return Mono.create(opened -> {
            EventSubscription events = new EventSubscription(relay, opened, loop, clock);
            opened.onCancel(events::cancel);
            body.subscribe(events);
        });
    }

    private EventSubscription(StreamRelay relay, MonoSink<Answer> opened, EventLoop loop, StreamClock clock) {
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
        if (state == State.CLOSED) {
            close(); // the client has left already: what has come is still to be given back
            return;
        }
        alarm.set(clock.next(System.nanoTime(), false, false), this::tick);
        askProvider();
    }

    @Override
    public void onNext(ByteBuf in) {
        providerAsked = false;
        if (state == State.DRAINING) {
            rest += in.readableBytes();
            if (rest > MAX_REST) {
                close();
            } else {
                askProvider();
            }
        } else if (state == State.RELAYING) {
            relay(() -> relay.feed(in));
        }
    }

    @Override
    public void onError(Throwable error) {
        providerEnded = true;
        if (state == State.RELAYING) {
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
        if (state == State.RELAYING) {
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
        if (state != State.RELAYING) {
            return;
        }
        boolean more = !providerEnded && relay.fault() == null;
        if (relay.over()) {
            state = more ? State.DRAINING : State.CLOSED;
            alarm.set(more ? REST : 0, this::close);
            client.complete();
        }
        askProvider();
    }

    private void askProvider() {
        Subscription s = provider;
        boolean wanted = state == State.DRAINING || (state == State.RELAYING && client.wants());
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
        if (state != State.RELAYING) {
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
        if (state == State.RELAYING) {
            alarm.set(clock.next(now, relay.begun(), relay.finished()), this::tick);
        }
    }

    private void clientLeft() {
        if (state == State.RELAYING) {
            close();
        }
    }

    private void close() {
        state = State.CLOSED;
        alarm.cancel();
        client.release();
        Subscription s = provider;
        if (s != null && !providerEnded) {
            providerEnded = true;
            s.cancel();
        }
    }
}
