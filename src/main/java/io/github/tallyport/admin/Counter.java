package io.github.tallyport.admin;

import io.github.tallyport.edge.RequestId;
import io.github.tallyport.fault.OperationFaults;
import io.github.tallyport.fault.ParameterFaults;
import io.github.tallyport.operators.Operators;
import io.github.tallyport.shape.RecordShape;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
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
    private final Answers answers;

    Counter(Operators operators, Bodies bodies, Desk desk) {
        this.operators = operators;
        this.bodies = bodies;
        this.desk = desk;
        this.answers = new Answers(desk);
    }

    /** Whoever has no key learns nothing but that: not even whether the rest of the request was right. */
    Mono<ServerResponse> serve(Operation operation, ServerRequest request) {
        String operator = identify(request);
        Given given = given(operation, request);
        HttpHeaders headers = request.headers().asHttpHeaders();
        Function<Call, Sheet> sheet = Accepted.isSheetWanted(operation, headers) ? operation.sheet() : null;
        Tags ifMatch = operation.reads() ? Tags.of("", List.of()) : tags(headers, HttpHeaders.IF_MATCH);
        return body(operation, request)
                .map(body -> new Call(operator, id(request), request.pathVariables(), given, ifMatch, body))
                .flatMap(call -> sheet == null
                        ? work(operation, call).flatMap(reply -> Answers.json(operation, reply))
                        : desk.ask(() -> sheet.apply(call)).flatMap(found -> answers.csv(found, request)));
    }

    private Mono<Reply> work(Operation operation, Call call) {
        Supplier<Reply> work = () -> operation.work().apply(call);
        return operation.patient() ? desk.askPatiently(work) : desk.ask(work);
    }

    private String identify(ServerRequest request) {
        InetSocketAddress from = request.remoteAddress().orElseThrow();
        return operators.identify(request.headers().firstHeader(HttpHeaders.AUTHORIZATION), from.getAddress());
    }

    private static Given given(Operation operation, ServerRequest request) {
        Map<String, String> texts = new HashMap<>();
        request.queryParams().forEach((name, values) -> {
            Query query = operation.query().stream()
                    .filter(one -> one.isCalled(name))
                    .findFirst()
                    .orElseThrow(() -> ParameterFaults.unknown(name).refusal());
            if (values.size() != 1 && !query.isMany()) {
                throw OperationFaults.repeated(name).refusal();
            }
            String text = values.stream()
                    .map(value -> Objects.requireNonNullElse(value, ""))
                    .collect(Collectors.joining(","));
            texts.merge(query.name(), text, (one, other) -> one + "," + other);
        });
        for (Query query : operation.query()) {
            if (query.required() && !texts.containsKey(query.name())) {
                throw ParameterFaults.missing(query.name()).refusal();
            }
        }
        return new Given(texts);
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
}
