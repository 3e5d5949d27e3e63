package io.github.tallyport.gateway;

import io.github.tallyport.edge.RequestId;
import io.github.tallyport.sockets.OncePerTurn;
import io.netty.channel.ChannelPipeline;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Gives every connection of the server, on either port, a codec that reads HTTP one way only. */
final class StrictHttp implements NettyServerCustomizer {
    private final StrictHttpProperties properties;
    private final RequestId requestId;

    StrictHttp(StrictHttpProperties properties, RequestId requestId) {
        this.properties = properties;
        this.requestId = requestId;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.idleTimeout(properties.idleTimeout()).doOnChannelInit((_, channel, _) -> {
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addFirst(new OncePerTurn());
            pipeline.replace(
                    NettyPipeline.HttpCodec, NettyPipeline.HttpCodec, new StrictHttpCodec(properties, requestId));
        });
    }
}
