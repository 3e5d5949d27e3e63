package io.github.tallyport.admin;

import io.github.tallyport.edge.FaultAnswer;
import io.github.tallyport.edge.RequestId;
import io.github.tallyport.fault.RequestFaults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Every path under {@code /admin} and {@code /v1/organization}: those of the operations, those of the pages, and the others, which do not exist. */
final class AdminRoutes {
    private final RequestId requestIds;

    AdminRoutes(RequestId requestIds) {
        this.requestIds = requestIds;
    }

    RouterFunction<ServerResponse> of(List<Operation> operations, Counter counter, Pages pages) {
        Map<String, Map<String, HandlerFunction<ServerResponse>>> paths = new LinkedHashMap<>();
        operations.forEach(operation -> paths.computeIfAbsent(operation.path(), _ -> new TreeMap<>())
                .put(operation.method(), request -> counter.serve(operation, request)));
        pages.all().forEach((path, page) -> paths.put(path, new TreeMap<>(Map.of("GET", page))));
        RouterFunctions.Builder routes = RouterFunctions.route();
        paths.forEach((path, methods) -> add(routes, path, methods));
        return routes.route(RequestPredicates.path("/admin/**"), AdminRoutes::unknown)
                .route(RequestPredicates.path(OrganisationCalls.BASE + "/**"), AdminRoutes::unknown)
                .filter(this::everyAnswer)
                .build();
    }

    /** HEAD is answered as GET, and loses its body on the way out. */
    private static void add(
            RouterFunctions.Builder routes, String path, Map<String, HandlerFunction<ServerResponse>> methods) {
        HandlerFunction<ServerResponse> get = methods.get("GET");
        if (get != null) {
            methods.put("HEAD", get);
        }
        String allow = String.join(", ", methods.keySet()) + ", OPTIONS";
        routes.route(RequestPredicates.path(path), request -> {
            String method = request.method().name();
            HandlerFunction<ServerResponse> handler = methods.get(method);
            if (handler != null) {
                return handler.handle(request);
            }
            return method.equals("OPTIONS")
                    ? ServerResponse.noContent()
                            .header(HttpHeaders.ALLOW, allow)
                            .build()
                    : Mono.error(RequestFaults.methodNotAllowed(method, path(request), allow)
                            .refusal());
        });
    }

    private Mono<ServerResponse> everyAnswer(ServerRequest request, HandlerFunction<ServerResponse> next) {
        String id = requestIds.of(request.headers().firstHeader(RequestId.HEADER));
        request.attributes().put(RequestId.HEADER, id);
        HttpHeaders headers = request.exchange().getResponse().getHeaders();
        headers.set(RequestId.HEADER, id);
        headers.setCacheControl("no-store");
        headers.set("x-content-type-options", "nosniff");
        return Mono.defer(() -> next.handle(request)).onErrorResume(failure -> FaultAnswer.to(failure, id));
    }

    private static Mono<ServerResponse> unknown(ServerRequest request) {
        return Mono.error(
                RequestFaults.unknownUrl(request.method().name(), path(request)).refusal());
    }

    /** Without the query, where somebody may have put a key. */
    private static String path(ServerRequest request) {
        return request.requestPath().value();
    }
}
