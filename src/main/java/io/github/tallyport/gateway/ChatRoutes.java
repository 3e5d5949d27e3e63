package io.github.tallyport.gateway;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/** Puts chat completions in front of WebFlux, under every prefix clients use. */
final class ChatRoutes implements NettyRouteProvider {
    private static final Set<String> PATHS = Routes.PREFIXES.stream()
            .map(prefix -> prefix + "/chat/completions")
            .collect(Collectors.toUnmodifiableSet());

    private final ChatHandler handler;
    private final Departure departure;

    ChatRoutes(ChatHandler handler, Departure departure) {
        this.handler = handler;
        this.departure = departure;
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.route(ChatRoutes::isChat, this::handle);
    }

    /** Whoever keeps connections open is told in time to open the next one elsewhere. */
    private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        if (departure.isAnnounced()) {
            response.keepAlive(false);
        }
        return handler.handle(request, response);
    }

    private static boolean isChat(HttpServerRequest request) {
        return HttpMethod.POST.equals(request.method()) && PATHS.contains(path(request.uri()));
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
