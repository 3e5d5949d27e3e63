package io.github.tallyport.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Lets a stream through one buffer at a time, and only while the client's connection takes bytes: Reactor Netty alone would
 * hold 128 buffers for each slow client. A client that takes nothing for too long is cut off. The last bytes wait until the
 * request is settled.
 */
final class PacedFlux extends Flux<ByteBuf> {
    private final Flux<ByteBuf> source;
    private final ClientPace pace;
    private final Duration stallTimeout;
    private final LastBytes lastBytes;

    PacedFlux(Flux<ByteBuf> source, ClientPace pace, Duration stallTimeout, LastBytes lastBytes) {
        this.source = source;
        this.pace = pace;
        this.stallTimeout = stallTimeout;
        this.lastBytes = lastBytes;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ByteBuf> actual) {
        source.subscribe(new Paced(actual, pace, stallTimeout, lastBytes));
    }

    private static final class Paced implements CoreSubscriber<ByteBuf>, Subscription {
        private final CoreSubscriber<? super ByteBuf> actual;
        private final ClientPace pace;
        private final Channel channel;
        private final Duration stallTimeout;
        private final LastBytes lastBytes;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicBoolean asked = new AtomicBoolean();

        private @Nullable Subscription source;
        private volatile boolean ended;
        private boolean settling;
        private boolean sourceEnded;
        private @Nullable Future<?> stallAlarm;

        Paced(CoreSubscriber<? super ByteBuf> actual, ClientPace pace, Duration stallTimeout, LastBytes lastBytes) {
            this.actual = actual;
            this.pace = pace;
            this.channel = pace.channel();
            this.stallTimeout = stallTimeout;
            this.lastBytes = lastBytes;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription s) {
            source = s;
            pace.whenWritable(this::writable);
            actual.onSubscribe(this);
        }

        @Override
        public void onNext(ByteBuf bytes) {
            if (lastBytes.reached()) {
                settling = true;
                lastBytes.settled(() -> last(bytes));
            } else {
                pass(bytes);
            }
        }

        private void last(ByteBuf bytes) {
            settling = false;
            if (ended) {
                bytes.release();
            } else {
                pass(bytes);
                if (sourceEnded) {
                    onComplete();
                }
            }
        }

        private void pass(ByteBuf bytes) {
            demand.updateAndGet(n -> n == Long.MAX_VALUE ? n : n - 1);
            asked.set(false);
            actual.onNext(bytes);
            pull();
        }

        @Override
        public void onError(Throwable error) {
            end();
            actual.onError(error);
        }

        @Override
        public void onComplete() {
            if (settling) {
                sourceEnded = true;
            } else {
                end();
                actual.onComplete();
            }
        }

        @Override
        public void request(long n) {
            demand.accumulateAndGet(n, Operators::addCap);
            pull();
        }

        @Override
        public void cancel() {
            end();
            Subscription s = source;
            if (s != null) {
                s.cancel();
            }
        }

        private void pull() {
            if (ended) {
                return;
            }
            if (!channel.isWritable()) {
                channel.eventLoop().execute(this::stalled);
            } else if (demand.get() > 0 && asked.compareAndSet(false, true)) {
                Subscription s = source;
                if (s != null) {
                    s.request(1);
                }
            }
        }

        private void writable() {
            calm();
            pull();
        }

        private void stalled() {
            if (channel.isWritable()) {
                pull();
            } else if (stallAlarm == null && !ended) {
                stallAlarm = channel.eventLoop().schedule(pace::cutOff, stallTimeout.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private void calm() {
            Future<?> alarm = stallAlarm;
            if (alarm != null) {
                alarm.cancel(false);
                stallAlarm = null;
            }
        }

        private void end() {
            ended = true;
            pace.whenWritable(null);
            channel.eventLoop().execute(this::calm);
        }
    }
}
