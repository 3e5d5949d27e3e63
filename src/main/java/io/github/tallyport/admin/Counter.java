package io.github.tallyport.admin;

import io.github.tallyport.edge.RequestId;
import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.operators.Operators;
import io.github.tallyport.shape.RecordShape;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where operators are served: the order of a request, from the key to the answer. */
final class Counter {
    private final Operators operators;
    private final Bodies bodies;
    private final Desk desk;

    Counter(Operators operators, Bodies bodies, Desk desk) {
        this.operators = operators;
        this.bodies = bodies;
        this.desk = desk;
    }

    /** Whoever has no key learns nothing but that: not even whether the rest of the request was right. */
    Mono<ServerResponse> serve(Operation operation, ServerRequest request) {
        String operator = identify(request);
        Map<String, String> query = query(operation, request);
        HttpHeaders headers = request.headers().asHttpHeaders();
        Tags ifMatch = operation.reads() ? Tags.of("", List.of()) : tags(headers, HttpHeaders.IF_MATCH);
        return body(operation, request)
                .map(body -> new Call(operator, id(request), request.pathVariables(), query, ifMatch, body))
                .flatMap(call -> desk.ask(() -> operation.work().apply(call)))
                .flatMap(reply -> answer(operation, reply));
    }

    private String identify(ServerRequest request) {
        InetSocketAddress from = request.remoteAddress().orElseThrow();
        return operators.identify(request.headers().firstHeader(HttpHeaders.AUTHORIZATION), from.getAddress());
    }

    private static Map<String, String> query(Operation operation, ServerRequest request) {
        Map<String, String> query = new HashMap<>();
        request.queryParams().forEach((name, values) -> {
            if (operation.query().stream().noneMatch(one -> one.name().equals(name))) {
                throw ParameterFaults.unknown(name).refusal();
            }
            if (values.size() != 1) {
                throw OperationFaults.repeated(name).refusal();
            }
            query.put(name, Objects.requireNonNullElse(values.getFirst(), ""));
        });
        return query;
    }

    private static Tags tags(HttpHeaders headers, String name) {
        return Tags.of(name, headers.getOrEmpty(name));
    }

    private Mono<ObjectNode> body(Operation operation, ServerRequest request) {
        RecordShape<?> shape = operation.body();
        return shape == null
                ? Mono.just(JsonNodeFactory.instance.objectNode())
                : bodies.read(request.exchange().getRequest());
    }

    private static String id(ServerRequest request) {
        return (String) request.attribute(RequestId.HEADER).orElseThrow();
    }

    private static Mono<ServerResponse> answer(Operation operation, Reply reply) {
        HttpHeaders headers = new HttpHeaders();
        if (reply.version() != null) {
            headers.setETag(reply.tag());
        }
        if (reply.location() != null) {
            headers.set(HttpHeaders.LOCATION, reply.location());
        }
        headers.setContentType(MediaType.APPLICATION_JSON);
        return ServerResponse.status(operation.status())
                .headers(all -> all.addAll(headers))
                .bodyValue(operation.answer().write(reply.body()).toString().getBytes(StandardCharsets.UTF_8));
    }
}
