package io.github.tallyport.upstream;

import static java.util.Objects.requireNonNull;

import io.github.tallyport.catalogue.Target;
import io.github.tallyport.sockets.OncePerTurn;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.resolver.AddressResolverGroup;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;

/** One target with its pool of connections and its keys, which are used in turn. */
final class Provider {
    private final Target target;
    private final ConnectionProvider pool;
    private final AddressResolverGroup<?> names;
    private final List<Flux<Answer>> calls;
    private final AtomicInteger turn = new AtomicInteger();
    private final UpstreamProperties properties;
    private final Curfew curfew;

    /** @param loops those of the clients: an answer goes from one connection to the other on the same one */
    Provider(Target target, UpstreamProperties properties, Curfew curfew, LoopResources loops) {
        this.target = target;
        this.properties = properties;
        this.curfew = curfew;
        this.pool = ConnectionProvider.builder("upstream-" + target.name())
                .maxConnections(properties.maxConnections())
                .pendingAcquireMaxCount(properties.maxConnections())
                .pendingAcquireTimeout(properties.acquireTimeout())
                .maxIdleTime(properties.maxIdle())
                .maxLifeTime(properties.maxLife())
                .lifo()
                .metrics(true)
                .build();
        HttpClient client = HttpClient.create(pool)
                .runOn(loops)
                .resolver(names -> names.runOn(loops))
                .disableRetry(true)
                .followRedirect(false)
                .compress(false)
                .doOnChannelInit((_, channel, _) -> channel.pipeline().addFirst(new OncePerTurn()))
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(properties.connectTimeout().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true);
        if ("https".equals(target.baseUrl().getScheme())) {
            SslProvider.GenericSslContextSpec<?> tls = Http11SslContextSpec.forClient();
            client = client.secure(spec -> spec.sslContext(tls).handshakeTimeout(properties.tlsTimeout()));
        }
        HttpClient secured = client;
        this.names = requireNonNull(secured.configuration().resolver());
        // as a URI: a string would be taken apart again for each request
        URI url = URI.create(target.baseUrl().toString().replaceAll("/+$", "") + "/chat/completions");
        List<String> keys = target.keys().isEmpty() ? List.of("") : target.keys();
        this.calls = keys.stream()
                .map(key -> Exchange.call(secured.headers(headers -> {
                            headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
                            headers.set(HttpHeaderNames.USER_AGENT, "tallyport");
                            headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
                            if (!key.isEmpty()) {
                                headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key);
                            }
                        })
                        .post()
                        .uri(url)))
                .toList();
    }

    Target target() {
        return target;
    }

    /** The call with the next key, for the exchange in its context. */
    Flux<Answer> next() {
        int size = calls.size();
        return calls.get(size == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), size));
    }

    Curfew curfew() {
        return curfew;
    }

    /** For a stream of it. */
    StreamClock clock(long opened) {
        return new StreamClock(properties, curfew, opened);
    }

    void close() {
        names.close();
        pool.dispose();
    }
}
