package io.github.tallyport.servers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** An HTTP server on an event loop of its own: those that all share end with any gateway. */
public final class ServedAlone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LoopResources loops = LoopResources.create("served-alone", 1, true);
    private final DisposableServer server;

    public ServedAlone(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler) {
        server = HttpServer.create()
                .runOn(loops)
                .bindAddress(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .handle(handler)
                .bindNow();
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
        loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }
}
