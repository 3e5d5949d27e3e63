package io.github.tallyport.sockets;

import io.netty.channel.Channel;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.unix.FileDescriptor;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Of all that has come in when a loop turns, reads first what providers say and then what clients ask. Each half is a long road
 * through code of its own, which the processor need not fetch anew for every request; and an answer frees a connection that
 * the next request can take.
 */
final class AnswersFirst extends AroundKernel {
    private record Heard(EpollIoHandle handle, IoRegistration from, IoEvent event) {}

    private final Queue<Heard> ofClients = new ArrayDeque<>();

    private AnswersFirst(IoHandler kernel) {
        super(kernel);
    }

    /** @param kernels of which a connection is told the same event again and again until it is dealt with */
    static IoHandlerFactory over(IoHandlerFactory kernels) {
        return loop -> new AnswersFirst(kernels.newHandler(loop));
    }

    @Override
    public int run(IoHandlerContext context) {
        int events = super.run(context);
        for (Heard one = ofClients.poll(); one != null; one = ofClients.poll()) {
            // what a provider has said may have closed it
            if (one.from.isValid()) {
                one.handle.handle(one.from, one.event);
            }
        }
        return events;
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return super.register(isOfClient(handle) ? new Client((EpollIoHandle) handle) : handle);
    }

    /** Who has called is connected by now; whom we call is not yet. */
    private static boolean isOfClient(IoHandle handle) {
        return handle instanceof EpollIoHandle
                && handle instanceof Channel.Unsafe connection
                && connection.remoteAddress() != null;
    }

    @SuppressWarnings("try") // that closing may be interrupted is Netty's
    private final class Client implements EpollIoHandle {
        private final EpollIoHandle handle;

        Client(EpollIoHandle handle) {
            this.handle = handle;
        }

        @Override
        public void handle(IoRegistration from, IoEvent event) {
            ofClients.add(new Heard(handle, from, event));
        }

        @Override
        public FileDescriptor fd() {
            return handle.fd();
        }

        @Override
        public void registered() {
            handle.registered();
        }

        @Override
        public void unregistered() {
            handle.unregistered();
        }

        @Override
        public void close() throws Exception {
            handle.close();
        }
    }
}
