package io.github.tallyport.gateway;

import io.github.tallyport.fault.RequestFaults;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Every path of the client port that is not answered by the Netty route, and the last of them all, which answers what nobody
 * knows.
 */
final class Routes {
    /** What the API is mounted under: OpenAI's place, the first upstream's own, and bare. */
    static final List<String> PREFIXES = List.of("/v1", "/api/gpt/v1", "");

    private static final String READ = "GET, HEAD, OPTIONS";
    private static final String ASK = "POST, OPTIONS";
    private static final byte[] HEALTHY = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

    private Routes() {}

    static RouterFunction<ServerResponse> of(ModelHandler models, UsageHandler usage, Edge edge) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (String prefix : PREFIXES) {
            add(routes, prefix + "/models", READ, models::list);
            add(routes, prefix + "/models/{*id}", READ, models::one);
            add(routes, prefix + "/usage", READ, usage::show);
            add(routes, prefix + "/chat/completions", ASK, Routes::unknown);
        }
        add(routes, "/health", READ, _ -> healthy());
        return routes.route(RequestPredicates.all(), Routes::unknown)
                .filter(edge)
                .build();
    }

    /** A path with its methods; HEAD is answered as GET, and loses its body on the way out. */
    private static void add(
            RouterFunctions.Builder routes, String path, String allow, HandlerFunction<ServerResponse> handler) {
        routes.route(RequestPredicates.path(path), request -> {
            String method = request.method().name();
            if (method.equals("OPTIONS")) {
                return ServerResponse.noContent().header("allow", allow).build();
            }
            return List.of(allow.split(", ", -1)).contains(method)
                    ? handler.handle(request)
                    : Mono.error(RequestFaults.methodNotAllowed(method, path(request), allow)
                            .refusal());
        });
    }

    private static Mono<ServerResponse> unknown(ServerRequest request) {
        return Mono.error(
                RequestFaults.unknownUrl(request.method().name(), path(request)).refusal());
    }

    private static Mono<ServerResponse> healthy() {
        return ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(HEALTHY);
    }

    /** Without the query, where somebody may have put a key. */
    private static String path(ServerRequest request) {
        return request.requestPath().value();
    }
}
