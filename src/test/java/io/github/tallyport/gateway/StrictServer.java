package io.github.tallyport.gateway;

import io.github.tallyport.edge.RequestId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A Reactor Netty server with the strict codec, and an application behind it that says what reached it. */
final class StrictServer implements AutoCloseable {
    private final List<String> reached = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    StrictServer(Duration headTimeout, Duration idleTimeout, Duration linger) {
        StrictHttpProperties properties = new StrictHttpProperties(
                DataSize.ofKilobytes(8), DataSize.ofKilobytes(32), headTimeout, idleTimeout, linger);
        server = new StrictHttp(properties, new RequestId())
                .apply(HttpServer.create()
                        .bindAddress(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .handle(this::answer)
                .bindNow();
    }

    StrictServer() {
        this(Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(2));
    }

    int port() {
        return server.port();
    }

    /** Requests the application has read to their end: method, target and body. */
    List<String> reached() {
        return reached;
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        if (request.uri().startsWith("/early")) {
            return response.status(401).sendString(Mono.just("early")).then();
        }
        if (request.uri().startsWith("/never")) {
            return response.sendHeaders().then().then(Mono.never());
        }
        return request.receive()
                .aggregate()
                .asString(StandardCharsets.UTF_8)
                .defaultIfEmpty("")
                .flatMap(body -> {
                    String line = request.method() + " " + request.uri() + " " + body;
                    reached.add(line);
                    return response.sendString(Mono.just(line)).then();
                });
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
