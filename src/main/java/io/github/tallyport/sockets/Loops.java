package io.github.tallyport.sockets;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;
import reactor.netty.resources.LoopResources;

/** The event loops of clients and providers, where the system is Linux: a provider is asked on the loop of its client. */
final class Loops implements LoopResources {
    private static final String NAME = "reactor-http";

    private final EventLoopGroup all;
    private final EventLoopGroup ofClients;

    private Loops() {
        this.all = new MultiThreadIoEventLoopGroup(
                DEFAULT_IO_WORKER_COUNT, threads(), Interests.over(AnswersFirst.over(EpollIoHandler.newFactory())));
        this.ofClients = LoopResources.colocate(all);
    }

    /** As many as {@code reactor.netty.ioWorkerCount} says, by default one for each processor. */
    static LoopResources create() {
        return DEFAULT_NATIVE && Epoll.isAvailable()
                ? new Loops()
                : LoopResources.create(NAME, DEFAULT_IO_WORKER_COUNT, true);
    }

    private static ThreadFactory threads() {
        AtomicInteger number = new AtomicInteger();
        return task -> new LoopThread(task, NAME + "-epoll-" + number.incrementAndGet());
    }

    /** One that Reactor lets nobody block. */
    private static final class LoopThread extends FastThreadLocalThread implements NonBlocking {
        LoopThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return all;
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return ofClients;
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        if (type.equals(SocketChannel.class)) {
            return type.cast(new EpollSocketChannel());
        }
        return type.cast(
                type.equals(ServerSocketChannel.class) ? new EpollServerSocketChannel() : new EpollDatagramChannel());
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
        if (type.equals(SocketChannel.class)) {
            return EpollSocketChannel.class.asSubclass(type);
        }
        return (type.equals(ServerSocketChannel.class) ? EpollServerSocketChannel.class : EpollDatagramChannel.class)
                .asSubclass(type);
    }

    @Override
    public boolean isDisposed() {
        return all.isShuttingDown();
    }

    @Override
    public Mono<Void> disposeLater(Duration quietPeriod, Duration timeout) {
        return Mono.create(
                over -> all.shutdownGracefully(quietPeriod.toMillis(), timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .addListener(_ -> over.success()));
    }
}
