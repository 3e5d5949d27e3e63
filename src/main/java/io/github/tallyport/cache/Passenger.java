package io.github.tallyport.cache;

import io.github.tallyport.fault.Refusal;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * One of those who wait for a flight's answer. All it does for its client happens on the client's loop; it leaves once, by being
 * cancelled or by {@link #leave}.
 */
public final class Passenger {
    private final Flight flight;
    private final Wants wants;
    private final Log.Cursor cursor;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();

    private @Nullable MonoSink<Outcome> waiting;
    private @Nullable CoreSubscriber<? super ByteBuf> reader;
    private long demand;
    private boolean done;
    private volatile boolean atEnd;
    private volatile boolean served;

    Passenger(Flight flight, Wants wants) {
        this.flight = flight;
        this.wants = wants;
        this.cursor = new Log.Cursor(wants.usage());
    }

    public Flight flight() {
        return flight;
    }

    /** What comes of it, once, on the client's loop; an error is a refusal. Cancelling it leaves the flight. */
    public Mono<Outcome> outcome() {
        return Mono.create(sink -> {
            sink.onCancel(this::leave);
            wants.loop().execute(() -> {
                waiting = sink;
                wake();
            });
        });
    }

    /** Goes, if it has not gone yet. */
    public void leave() {
        if (left.compareAndSet(false, true)) {
            flight.left(this);
        }
    }

    /** Whether it is not interested any more, or was cut off. */
    public boolean hasLeft() {
        return left.get();
    }

    /** Whether it has been given everything there is. */
    public boolean isAtEnd() {
        return atEnd;
    }

    /** It reads too slowly. */
    void cutOff() {
        leave();
        wants.loop().execute(wants.cut());
    }

    /** Whether it has been given a whole answer, or everything there is of a stream. */
    public boolean isServed() {
        return served || atEnd;
    }

    Wants wants() {
        return wants;
    }

    Log.Cursor cursor() {
        return cursor;
    }

    /** Something has happened aboard. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            wants.loop().execute(this::look);
        }
    }

    private void look() {
        woken.set(false);
        MonoSink<Outcome> sink = waiting;
        if (sink != null) {
            decide(sink);
        } else if (reader != null) {
            give();
        }
    }

    private void decide(MonoSink<Outcome> sink) {
        try {
            Outcome outcome = flight.outcome(this);
            if (outcome != null) {
                waiting = null;
                served = outcome instanceof Outcome.Whole;
                sink.success(outcome);
            }
        } catch (Refusal refusal) {
            waiting = null;
            sink.error(refusal);
        }
    }

    Flux<ByteBuf> events() {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
                reader = actual;
                actual.onSubscribe(new Reading());
            }
        };
    }

    private void give() {
        CoreSubscriber<? super ByteBuf> actual = reader;
        while (actual != null && demand > 0 && !done && !left.get()) {
            Ration ration = flight.ration(this);
            if (ration == null) {
                return;
            }
            done = ration.last();
            atEnd = done;
            ByteBuf bytes = ration.bytes();
            if (bytes != null) {
                demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                actual.onNext(bytes);
            }
            if (done) {
                actual.onComplete();
            }
        }
    }

    /** What the client's side says of it. */
    private final class Reading implements Subscription {
        @Override
        public void request(long n) {
            wants.loop().execute(() -> {
                demand = Operators.addCap(demand, n);
                give();
            });
        }

        @Override
        public void cancel() {
            leave();
        }
    }
}
