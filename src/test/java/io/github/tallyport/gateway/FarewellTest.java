package io.github.tallyport.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.sockets.OncePerTurn;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FarewellTest {
    @Test
    void what_was_written_in_the_same_turn_arrives_before_our_end_of_the_connection() throws Exception {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Channel channel = new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .remoteAddress(server.getLocalSocketAddress())
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel made) {
                            made.pipeline().addLast(new OncePerTurn(), new ChannelInboundHandlerAdapter());
                        }
                    })
                    .connect()
                    .sync()
                    .channel();
            try (Socket client = server.accept()) {
                client.setSoTimeout(5_000);
                loop.submit(() -> {
                            ChannelHandlerContext ctx = channel.pipeline().lastContext();
                            var _ = ctx.writeAndFlush(Unpooled.copiedBuffer("the answer", US_ASCII));
                            new Farewell(Duration.ofMillis(100)).linger(ctx, ctx.newPromise());
                        })
                        .sync();

                assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
                        .isEqualTo("the answer");
            }
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }
}
