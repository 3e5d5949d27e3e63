package io.github.tallyport.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A time by which something on a connection must have happened. Used on its event loop only. */
final class Deadline {
    private final long millis;
    private @Nullable ScheduledFuture<?> running;

    Deadline(Duration after) {
        this.millis = after.toMillis();
    }

    /** Starts the time, unless it runs already. */
    void begin(ChannelHandlerContext ctx, Runnable missed) {
        if (running == null) {
            running = ctx.executor()
                    .schedule(
                            () -> {
                                running = null;
                                if (ctx.channel().isActive()) {
                                    missed.run();
                                }
                            },
                            millis,
                            TimeUnit.MILLISECONDS);
        }
    }

    void met() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }
}
