package io.github.tallyport.admin;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Collects the path patterns of routes that ask for a path and nothing else, as all of ours do. */
final class RoutePaths implements RouterFunctions.Visitor {
    private final Set<String> paths = new LinkedHashSet<>();

    private RoutePaths() {}

    static Set<String> of(RouterFunction<?> routes) {
        RoutePaths seen = new RoutePaths();
        routes.accept(seen);
        return seen.paths;
    }

    /** A predicate for a path is printed as its pattern. */
    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        paths.add(predicate.toString());
    }

    @Override
    public void startNested(RequestPredicate predicate) {}

    @Override
    public void endNested(RequestPredicate predicate) {}

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {}

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> routes) {}
}
