package io.github.tallyport.upstream;

import io.netty.buffer.ByteBuf;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Takes the place of a client that has left. */
final class Nobody implements CoreSubscriber<ByteBuf> {
    @Override
    public void onSubscribe(Subscription s) {}

    @Override
    public void onNext(ByteBuf bytes) {
        bytes.release();
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
}
