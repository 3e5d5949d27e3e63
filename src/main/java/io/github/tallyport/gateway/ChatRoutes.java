package io.github.tallyport.gateway;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerRoutes;

/** Puts chat completions in front of WebFlux, under every prefix clients use. */
final class ChatRoutes implements NettyRouteProvider {
    private static final Set<String> PATHS = Routes.PREFIXES.stream()
            .map(prefix -> prefix + "/chat/completions")
            .collect(Collectors.toUnmodifiableSet());

    private final ChatHandler handler;

    ChatRoutes(ChatHandler handler) {
        this.handler = handler;
    }

    @Override
    public HttpServerRoutes apply(HttpServerRoutes routes) {
        return routes.route(ChatRoutes::isChat, handler::handle);
    }

    private static boolean isChat(HttpServerRequest request) {
        return HttpMethod.POST.equals(request.method()) && PATHS.contains(path(request.uri()));
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
