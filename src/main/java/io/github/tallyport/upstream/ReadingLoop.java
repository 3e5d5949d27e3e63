package io.github.tallyport.upstream;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;

/**
 * The event loop of the connection on which a provider is asked; there is one as soon as the request is sent. The call is
 * cancelled there and nowhere else, because Reactor Netty's client (1.3.8) loses an answer whose head arrives while another
 * thread cancels: nobody reads it, and nobody ends its connection. May be used by any thread.
 */
final class ReadingLoop {
    private volatile @Nullable EventLoop loop;
    private boolean cancelled;

    /** The request is about to be sent; false when it was cancelled before, and must not be. */
    boolean sends(NettyOutbound out) {
        out.withConnection(this::on);
        return loop != null;
    }

    private synchronized void on(Connection connection) {
        loop = cancelled ? null : connection.channel().eventLoop();
    }

    /** Behind what is read at the moment; at once when nothing was sent, and from then on nothing is. */
    void cancel(Subscription call) {
        forbid();
        run(call::cancel);
    }

    private synchronized void forbid() {
        cancelled = true;
    }

    /** Behind what is read at the moment; at once where nothing is, and on the loop itself. */
    void run(Runnable task) {
        EventLoop reading = loop;
        if (reading == null || reading.inEventLoop()) {
            task.run();
        } else {
            reading.execute(task);
        }
    }
}
