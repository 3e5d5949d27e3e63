package io.github.tallyport.upstream;

import io.github.tallyport.fault.Fault;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Fails a flux that has given nothing by a certain time, or at the curfew; until then the time can be moved. Cheaper than Reactor's time-out
 * by a thread: it runs on the event loop of the request. For one subscription.
 */
final class FirstBy<T> {
    private enum Verdict {
        OPEN,
        /** Something came, or nobody waits any more. */
        IN_TIME,
        LATE
    }

    private final ScheduledExecutorService timer;
    private final ReadingLoop loop;
    private final Curfew curfew;
    private final Duration limit;
    private final Supplier<? extends Throwable> late;
    private final long started = System.nanoTime();

    /** Given once, by whoever is first: the first signal, the end of the time, or the one who disarms. */
    private final AtomicReference<Verdict> verdict = new AtomicReference<>(Verdict.OPEN);

    private volatile long end;
    private volatile long nextLook;
    private volatile @Nullable Future<?> alarm;
    private volatile @Nullable Watching watching;

    FirstBy(
            ScheduledExecutorService timer,
            ReadingLoop loop,
            Curfew curfew,
            Duration limit,
            Supplier<? extends Throwable> late) {
        this.timer = timer;
        this.loop = loop;
        this.curfew = curfew;
        this.limit = limit;
        this.late = late;
    }

    Flux<T> watch(Flux<T> source) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                Watching next = new Watching(actual);
                watching = next;
                end = System.nanoTime() + limit.toNanos();
                lookLater();
                source.subscribe(next);
            }
        };
    }

    /** From now on somebody else watches the time. */
    void disarm() {
        if (verdict.compareAndSet(Verdict.OPEN, Verdict.IN_TIME)) {
            cancelAlarm();
        }
    }

    /** The first element may take so long, counted from the beginning. */
    void extendTo(Duration total) {
        end = started + total.toNanos();
        if (end - nextLook < 0 && verdict.get() == Verdict.OPEN) {
            cancelAlarm();
            lookLater();
        }
    }

    private void lookLater() {
        long now = System.nanoTime();
        long pause = Math.clamp(end - now, 0, Curfew.LOOK_NANOS);
        nextLook = now + pause;
        alarm = timer.schedule(this::look, pause, TimeUnit.NANOSECONDS);
    }

    private void look() {
        Fault over = curfew.why();
        if (over != null) {
            fail(over.refusal());
        } else if (System.nanoTime() - end >= 0) {
            fail(late.get());
        } else if (verdict.get() == Verdict.OPEN) {
            lookLater();
        }
    }

    private void fail(Throwable why) {
        Watching waiting = watching;
        if (waiting != null && verdict.compareAndSet(Verdict.OPEN, Verdict.LATE)) {
            waiting.fail(why);
        }
    }

    private void cancelAlarm() {
        Future<?> set = alarm;
        if (set != null) {
            set.cancel(false);
        }
    }

    private final class Watching implements CoreSubscriber<T>, Subscription {
        private final CoreSubscriber<? super T> actual;
        private @Nullable Subscription source;
        private volatile boolean left;

        Watching(CoreSubscriber<? super T> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription s) {
            source = s;
            actual.onSubscribe(this);
        }

        @Override
        public void onNext(T t) {
            disarm();
            if (isOver()) {
                Operators.onDiscard(t, currentContext());
            } else {
                actual.onNext(t);
            }
        }

        @Override
        public void onError(Throwable t) {
            disarm();
            if (!isOver()) {
                actual.onError(t);
            }
        }

        @Override
        public void onComplete() {
            disarm();
            if (!isOver()) {
                actual.onComplete();
            }
        }

        @Override
        public void request(long n) {
            Subscription s = source;
            if (s != null) {
                s.request(n);
            }
        }

        @Override
        public void cancel() {
            left = true;
            disarm();
            cancelSource();
        }

        private void fail(Throwable why) {
            cancelSource();
            actual.onError(why);
        }

        private void cancelSource() {
            Subscription s = source;
            if (s != null) {
                loop.cancel(s);
            }
        }

        /** What comes from now on is nobody's. */
        private boolean isOver() {
            return left || verdict.get() == Verdict.LATE;
        }
    }
}
