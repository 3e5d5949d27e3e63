package io.github.tallyport.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a connection is closed while its client may still be sending: our end first, then what comes is read and thrown away
 * until the client ends too, or the time is over. A plain close would answer the next byte with a reset, which discards what
 * the client has not read yet: the answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // they fail when the connection is gone, which is what is wanted
final class Farewell {
    private final long millis;
    private boolean said;

    Farewell(Duration linger) {
        this.millis = linger.toMillis();
    }

    /** From then on nothing is decoded and nothing else written. */
    boolean isSaid() {
        return said;
    }

    /** Sends the last bytes of the connection. */
    void say(ChannelHandlerContext ctx, ByteBuf last) {
        said = true;
        ctx.writeAndFlush(last).addListener(_ -> {
            endOutput(ctx);
            closeLater(ctx, ctx.newPromise());
        });
    }

    void silently(ChannelHandlerContext ctx) {
        said = true;
        ctx.close();
    }

    /** Closes after what has been written. */
    void linger(ChannelHandlerContext ctx, ChannelPromise promise) {
        said = true;
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> endOutput(ctx));
        closeLater(ctx, promise);
    }

    private static void endOutput(ChannelHandlerContext ctx) {
        if (ctx.channel() instanceof DuplexChannel channel && channel.isActive()) {
            channel.shutdownOutput();
            channel.config().setAutoRead(true);
        }
    }

    private void closeLater(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (ctx.channel() instanceof DuplexChannel channel && channel.isActive()) {
            ctx.executor().schedule(() -> ctx.close(promise), millis, TimeUnit.MILLISECONDS);
        } else {
            ctx.close(promise);
        }
    }
}
