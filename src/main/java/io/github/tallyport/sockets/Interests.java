package io.github.tallyport.sockets;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the kernel what a loop's connections wait for just before the loop waits, and only what has changed since. Reactor
 * Netty stops reading a connection for each request and begins again within the same turn, on both sides: four system calls a
 * request that come to nothing. What events a connection gets stays the same, as nobody looks for any in between.
 */
final class Interests extends AroundKernel {
    private static final Logger LOG = LoggerFactory.getLogger(Interests.class);

    private final Queue<Interest> changed = new ArrayDeque<>();
    private final ThreadAwareExecutor loop;

    private Interests(IoHandler kernel, ThreadAwareExecutor loop) {
        super(kernel);
        this.loop = loop;
    }

    /** @param kernels of which a connection is told the same event again and again until it is dealt with */
    static IoHandlerFactory over(IoHandlerFactory kernels) {
        return loop -> new Interests(kernels.newHandler(loop), loop);
    }

    @Override
    public int run(IoHandlerContext context) {
        for (Interest one = changed.poll(); one != null; one = changed.poll()) {
            one.tell();
        }
        return super.run(context);
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Interest(handle, super.register(handle));
    }

    /** Of one connection. By the loop's thread, to which others hand what they want. */
    private final class Interest implements IoRegistration {
        private final IoHandle handle;
        private final IoRegistration registration;
        private @Nullable IoOps told;
        private @Nullable IoOps wanted;

        Interest(IoHandle handle, IoRegistration registration) {
            this.handle = handle;
            this.registration = registration;
        }

        @Override
        public long submit(IoOps ops) {
            if (!loop.isExecutorThread(Thread.currentThread())) {
                loop.execute(() -> submit(ops));
            } else if (wanted == null) {
                wanted = ops;
                changed.add(this);
            } else {
                wanted = ops;
            }
            return registration.isValid() ? 0 : -1;
        }

        void tell() {
            IoOps now = wanted;
            wanted = null;
            if (now == null || now.equals(told) || !registration.isValid()) {
                return;
            }
            told = now;
            try {
                registration.submit(now);
            } catch (RuntimeException e) {
                LOG.warn("A connection is closed, as nothing can be heard of it any more: {}", e.toString());
                close();
            }
        }

        private void close() {
            try {
                handle.close();
            } catch (Exception e) {
                LOG.warn("A connection cannot be closed", e);
            }
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // it is Netty's
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            return registration.cancel();
        }
    }
}
