package io.github.tallyport.sockets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two connections of one loop, and those who read at their other ends. */
class OncePerTurnTest {
    private final List<String> order = new CopyOnWriteArrayList<>();
    private EventLoopGroup loop;
    private ServerSocket server;
    private Channel one;
    private Channel two;
    private Socket endOfOne;
    private Socket endOfTwo;

    @BeforeEach
    void connect() throws Exception {
        loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .remoteAddress(server.getLocalSocketAddress())
                .handler(new OncePerTurnOfEach());
        one = bootstrap.connect().sync().channel();
        endOfOne = server.accept();
        two = bootstrap.connect().sync().channel();
        endOfTwo = server.accept();
        endOfOne.setSoTimeout(5_000);
        endOfTwo.setSoTimeout(5_000);
    }

    @AfterEach
    void stop() throws Exception {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        endOfOne.close();
        endOfTwo.close();
        server.close();
    }

    @Test
    void what_several_connections_were_given_in_one_turn_is_handed_over_together_at_its_end() throws Exception {
        inOneTurn(() -> {
            send(one, "a");
            send(two, "b");
            send(one, "c");
            order.add("end of the work");
        });

        assertThat(new String(endOfOne.getInputStream().readNBytes(2), US_ASCII))
                .isEqualTo("ac");
        assertThat(new String(endOfTwo.getInputStream().readNBytes(1), US_ASCII))
                .isEqualTo("b");
        inOneTurn(() -> order.add("next turn"));
        assertThat(order).containsExactly("end of the work", "a", "c", "b", "next turn");
    }

    @Test
    void each_turn_hands_over_what_it_was_given() throws Exception {
        for (String text : List.of("a", "b", "c")) {
            inOneTurn(() -> send(one, text));
            assertThat(endOfOne.getInputStream().read()).isEqualTo(text.charAt(0));
        }
    }

    @Test
    void what_was_written_goes_out_before_a_close() throws Exception {
        inOneTurn(() -> {
            send(one, "last words");
            var _ = one.close();
        });

        assertThat(new String(endOfOne.getInputStream().readAllBytes(), US_ASCII))
                .isEqualTo("last words");
    }

    @Test
    void a_connection_closed_in_the_same_turn_does_not_keep_the_others_waiting() throws Exception {
        inOneTurn(() -> {
            send(one, "a");
            send(two, "b");
            var _ = one.close();
        });

        assertThat(endOfTwo.getInputStream().read()).isEqualTo('b');
    }

    @Test
    void what_was_written_goes_out_when_the_handler_is_taken_away() throws Exception {
        inOneTurn(() -> {
            send(one, "a");
            one.pipeline().remove(OncePerTurn.class);
            order.add("removed");
        });

        assertThat(endOfOne.getInputStream().read()).isEqualTo('a');
        assertThat(order).containsExactly("a", "removed");
    }

    private void inOneTurn(Runnable work) throws InterruptedException {
        loop.submit(work).sync();
    }

    private void send(Channel channel, String text) {
        channel.writeAndFlush(Unpooled.copiedBuffer(text, US_ASCII)).addListener(_ -> order.add(text));
    }

    private static final class OncePerTurnOfEach extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addFirst(new OncePerTurn());
        }
    }
}
