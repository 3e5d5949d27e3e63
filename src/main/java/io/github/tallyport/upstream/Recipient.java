package io.github.tallyport.upstream;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * Who a stream is for: nobody while its first event is awaited, then the client. Used on the loop of the provider's connection
 * only, but for {@link #attach}.
 */
final class Recipient {
    private final MonoSink<Answer> opened;
    private final Held held = new Held();
    private volatile @Nullable CoreSubscriber<? super ByteBuf> client;
    private boolean open;

    /** One at first: the first event is wanted before anybody can take it. */
    private long demand = 1;

    private @Nullable Throwable failure;

    /** @param opened told when the first event is there, or why there is none */
    Recipient(MonoSink<Answer> opened) {
        this.opened = opened;
    }

    /** The client takes over. */
    void attach(CoreSubscriber<? super ByteBuf> actual, Subscription subscription) {
        if (client == null) {
            client = actual;
            actual.onSubscribe(subscription);
        } else {
            Operators.error(actual, new IllegalStateException("a stream has one client"));
        }
    }

    /** The client has left, and the stream goes on without anybody. */
    void leave() {
        client = new Nobody();
        open = true;
        failure = null;
    }

    boolean wants() {
        return demand > 0;
    }

    /** The client wants more: gives what was held; whether anything was. */
    boolean requested(long n) {
        Throwable why = failure;
        if (why != null) {
            failure = null;
            taker().onError(why);
            return false;
        }
        demand = Operators.addCap(demand, n);
        ByteBuf waiting = held.taken();
        if (waiting == null) {
            return false;
        }
        hand(waiting);
        return true;
    }

    /** Adds to what was held and gives it all if it is wanted; whether it was. The first bytes open the stream. */
    boolean give(ByteBuf ready, Answer answer) {
        if (open && demand > 0) {
            hand(held.after(ready));
            return true;
        }
        held.hold(held.after(ready));
        if (!open) {
            open = true;
            demand = 0;
            opened.success(answer);
        }
        return false;
    }

    private void hand(ByteBuf bytes) {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        taker().onNext(bytes);
    }

    void complete() {
        taker().onComplete();
    }

    void fail(Throwable error) {
        CoreSubscriber<? super ByteBuf> taker = client;
        if (!open) {
            opened.error(error);
        } else if (taker == null) {
            failure = error;
        } else {
            taker.onError(error);
        }
    }

    /** Nobody gets what is held. */
    void release() {
        held.release();
    }

    private CoreSubscriber<? super ByteBuf> taker() {
        return Objects.requireNonNull(client, "nobody asked");
    }
}
