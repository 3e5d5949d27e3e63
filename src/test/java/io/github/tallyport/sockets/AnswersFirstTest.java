package io.github.tallyport.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** One loop, held while bytes come in: first the client's, then the provider's. */
@EnabledIf("epoll")
class AnswersFirstTest {
    private static final long PATIENCE = 10;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, AnswersFirst.over(EpollIoHandler.newFactory()));
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Channel> accepted = new CompletableFuture<>();
    private Socket client;
    private Socket provider;

    static boolean epoll() {
        return Epoll.isAvailable();
    }

    @BeforeEach
    void connect() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        Channel gateway = new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(hearing("client", _ -> {}));
                        accepted.complete(channel);
                    }
                })
                .bind(here, 0)
                .sync()
                .channel();
        client = new Socket(here, ((InetSocketAddress) gateway.localAddress()).getPort());
        Channel called = accepted.get(PATIENCE, TimeUnit.SECONDS);
        try (ServerSocket providers = new ServerSocket(0, 1, here)) {
            new Bootstrap()
                    .group(loop)
                    .channel(EpollSocketChannel.class)
                    .handler(hearing("provider", said -> {
                        if (said == 'x') {
                            Object _ = called.close();
                        }
                    }))
                    .connect(here, providers.getLocalPort())
                    .sync();
            provider = providers.accept();
        }
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        provider.close();
        loop.shutdownGracefully(0, PATIENCE, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void a_provider_is_heard_before_a_client_that_has_spoken_earlier() throws Exception {
        speak('c', 'p');

        assertThat(next()).isEqualTo("provider p");
        assertThat(next()).isEqualTo("client c");
    }

    @Test
    void a_client_whose_connection_a_provider_s_answer_has_closed_is_not_heard_any_more() throws Exception {
        speak('c', 'x');

        assertThat(next()).isEqualTo("provider x");
        assertThat(next()).isEqualTo("client gone");
    }

    @Test
    void a_client_is_heard_when_no_provider_speaks_and_when_it_leaves() throws Exception {
        client.getOutputStream().write('c');
        assertThat(next()).isEqualTo("client c");

        client.close();
        assertThat(next()).isEqualTo("client gone");
    }

    @Test
    void a_connection_that_is_gone_when_clients_are_heard_is_told_of_no_event() throws Exception {
        List<String> calls = new ArrayList<>();
        IoRegistration gone = pretended(calls, Map.of("isValid", false), IoRegistration.class);
        IoHandle connection = (IoHandle) pretended(
                calls, Map.of("remoteAddress", new InetSocketAddress(1)), Channel.Unsafe.class, EpollIoHandle.class);
        IoHandler clients = AnswersFirst.over(_ -> new OneEvent(gone))
                .newHandler(pretended(calls, Map.of(), ThreadAwareExecutor.class));

        clients.register(connection);
        clients.run(pretended(calls, Map.of(), IoHandlerContext.class));

        assertThat(calls).containsExactly("remoteAddress", "isValid");
    }

    @SuppressWarnings("unchecked")
    private static <T> T pretended(List<String> calls, Map<String, Object> says, Class<T> type, Class<?>... others) {
        Class<?>[] types = Stream.concat(Stream.of(type), Stream.of(others)).toArray(Class<?>[]::new);
        return (T) Proxy.newProxyInstance(type.getClassLoader(), types, (_, method, _) -> {
            calls.add(method.getName());
            return says.get(method.getName());
        });
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(PATIENCE, TimeUnit.SECONDS));
    }

    private void speak(char asked, char said) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch spoken = new CountDownLatch(1);
        loop.execute(() -> {
            held.countDown();
            try {
                spoken.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        held.await();
        client.getOutputStream().write(asked);
        provider.getOutputStream().write(said);
        spoken.countDown();
    }

    private ChannelHandler hearing(String whom, Consumer<Character> then) {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                char said = (char) ((ByteBuf) message).readByte();
                ReferenceCountUtil.release(message);
                heard.add(whom + " " + said);
                then.accept(said);
            }

            @Override
            public void channelInactive(ChannelHandlerContext ctx) {
                heard.add(whom + " gone");
            }
        };
    }

    /** Tells of one event each turn. */
    private static final class OneEvent implements IoHandler {
        private final IoRegistration registration;
        private final List<IoHandle> handles = new ArrayList<>();

        OneEvent(IoRegistration registration) {
            this.registration = registration;
        }

        @Override
        public IoRegistration register(IoHandle whose) {
            handles.add(whose);
            return registration;
        }

        @Override
        public int run(IoHandlerContext context) {
            handles.getFirst().handle(registration, new IoEvent() {});
            return 1;
        }

        @Override
        public void wakeup() {
            throw new IllegalStateException("nobody sleeps");
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) {
            return true;
        }
    }
}
