package io.github.tallyport.upstream;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One task that is to run later on an event loop; setting it again forgets the one before. Used on that loop only. */
final class Alarm {
    private final EventLoop loop;
    private @Nullable Future<?> set;

    Alarm(EventLoop loop) {
        this.loop = loop;
    }

    void set(long nanos, Runnable task) {
        cancel();
        set = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    void cancel() {
        Future<?> before = set;
        if (before != null) {
            before.cancel(false);
            set = null;
        }
    }
}
