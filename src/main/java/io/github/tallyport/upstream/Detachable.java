package io.github.tallyport.upstream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.util.context.Context;

/** An answer that is waited for although its client has left, when it is to be drained. */
final class Detachable extends MonoOperator<Answer, Answer> {
    private final Drain drain;

    Detachable(Mono<Answer> source, Drain drain) {
        super(source);
        this.drain = drain;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Answer> actual) {
        source.subscribe(new Waiting(actual, drain));
    }

    private static final class Waiting implements CoreSubscriber<Answer>, Subscription {
        private final CoreSubscriber<? super Answer> actual;
        private final Drain drain;
        private @Nullable Subscription provider;
        private volatile boolean detached;

        Waiting(CoreSubscriber<? super Answer> actual, Drain drain) {
            this.actual = actual;
            this.drain = drain;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription s) {
            provider = s;
            actual.onSubscribe(this);
        }

        @Override
        public void onNext(Answer answer) {
            if (answer instanceof Answer.Whole) {
                drain.end();
            }
            if (detached) {
                answer.drop();
            } else {
                actual.onNext(answer);
            }
        }

        @Override
        public void onError(Throwable error) {
            drain.end();
            if (!detached) {
                actual.onError(error);
            }
        }

        @Override
        public void onComplete() {
            if (!detached) {
                actual.onComplete();
            }
        }

        @Override
        public void request(long n) {
            Subscription s = provider;
            if (s != null) {
                s.request(n);
            }
        }

        @Override
        public void cancel() {
            Subscription s = provider;
            if (s == null) {
                return;
            }
            if (drain.begin(s::cancel)) {
                detached = true;
            } else {
                s.cancel();
            }
        }
    }
}
