package io.github.tallyport.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;

/** Knows whether a client's connection takes more bytes now; one per connection, kept for all its requests. */
final class ClientPace extends ChannelInboundHandlerAdapter {
    private static final String NAME = "tallyport.pace";

    private final Connection connection;
    private final Channel channel;
    private volatile @Nullable Runnable whenWritable;

    private ClientPace(Connection connection) {
        this.connection = connection;
        this.channel = connection.channel();
    }

    static ClientPace of(Connection connection) {
        Channel channel = connection.channel();
        if (channel.pipeline().get(NAME) instanceof ClientPace known) {
            return known;
        }
        ClientPace pace = new ClientPace(connection);
        connection.addHandlerLast(NAME, pace);
        return pace;
    }

    Channel channel() {
        return channel;
    }

    /** Closes the connection: the client has stopped reading. */
    void cutOff() {
        connection.dispose();
    }

    /** @param task run on the channel's loop each time it takes bytes again; null for nobody */
    void whenWritable(@Nullable Runnable task) {
        whenWritable = task;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Runnable task = whenWritable;
        if (task != null && channel.isWritable()) {
            task.run();
        }
        context.fireChannelWritabilityChanged();
    }
}
