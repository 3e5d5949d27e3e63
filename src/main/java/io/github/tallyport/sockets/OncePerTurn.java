package io.github.tallyport.sockets;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands what was written to a connection to the kernel when its event loop has read all that had come in, together with what
 * was written to the loop's other connections. One per connection, nearest to the socket.
 *
 * <p>Each hand-over may wake whoever waits for it; one at a time, the other side has gone to sleep again before the next. With
 * nothing else to read it is handed over at once. Before a close it is handed over in any case; who ends only the output has to
 * wait for the promise of the last write.
 */
public final class OncePerTurn extends ChannelDuplexHandler {
    private static final FastThreadLocal<Turn> TURN = new FastThreadLocal<>() {
        @Override
        protected Turn initialValue() {
            return new Turn();
        }
    };

    private boolean waiting;

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (!waiting) {
            waiting = true;
            TURN.get().add(this, ctx);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is the promise, which the caller has
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        handOver(ctx);
        ctx.close(promise);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is the promise, which the caller has
    public void disconnect(ChannelHandlerContext ctx, ChannelPromise promise) {
        handOver(ctx);
        ctx.disconnect(promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        handOver(ctx);
    }

    private void handOver(ChannelHandlerContext ctx) {
        if (waiting) {
            waiting = false;
            ctx.flush();
        }
    }

    /** Of one event loop, and only used by it. */
    private static final class Turn implements Runnable {
        private record Waiting(OncePerTurn handler, ChannelHandlerContext ctx) {}

        private List<Waiting> next = new ArrayList<>();
        private List<Waiting> spare = new ArrayList<>();

        void add(OncePerTurn handler, ChannelHandlerContext ctx) {
            if (next.isEmpty()) {
                ctx.executor().execute(this);
            }
            next.add(new Waiting(handler, ctx));
        }

        /** A task, and tasks are run when all that had come in is read. */
        @Override
        public void run() {
            List<Waiting> now = next;
            next = spare;
            for (Waiting one : now) {
                one.handler.handOver(one.ctx);
            }
            now.clear();
            spare = now;
        }
    }
}
