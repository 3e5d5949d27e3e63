package io.github.tallyport.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyOutbound;
import reactor.netty.channel.ChannelOperations;

class ReadingLoopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    private final LocalChannel channel = new LocalChannel();
    private final CompletableFuture<Thread> cancelledOn = new CompletableFuture<>();
    private final Subscription call = new Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {
            cancelledOn.complete(Thread.currentThread());
        }
    };
    private final ReadingLoop loop = new ReadingLoop();

    @BeforeEach
    void register() {
        group.register(channel).syncUninterruptibly();
    }

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void what_was_sent_is_cancelled_on_the_loop_of_its_connection() {
        assertThat(loop.sends(outbound())).isTrue();

        loop.cancel(call);

        assertThat(cancelledOn).succeedsWithin(PATIENCE).isNotEqualTo(Thread.currentThread());
        assertThat(channel.eventLoop().inEventLoop(cancelledOn.join())).isTrue();
    }

    @Test
    void what_was_cancelled_before_it_was_sent_is_ended_at_once_and_not_sent() {
        loop.cancel(call);

        assertThat(cancelledOn).isCompletedWithValue(Thread.currentThread());
        assertThat(loop.sends(outbound())).isFalse();
    }

    private NettyOutbound outbound() {
        return new ChannelOperations<>(Connection.from(channel), ConnectionObserver.emptyListener());
    }
}
