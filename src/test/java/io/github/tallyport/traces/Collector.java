package io.github.tallyport.traces;

import io.github.tallyport.servers.ServedAlone;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Takes OTLP over HTTP, and reads it with the classes its authors have made of it. */
final class Collector implements AutoCloseable {
    private final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
    private final ServedAlone server = new ServedAlone(this::take);

    String endpoint() {
        return "http://127.0.0.1:" + server.port() + "/v1/traces";
    }

    /** So many, as soon as they are there. */
    List<Span> await(int count) {
        Awaitility.await().until(() -> spans().size() >= count);
        return spans();
    }

    List<Span> spans() {
        return bodies.stream().flatMap(body -> read(body).stream()).toList();
    }

    /** What came, as far as it is text. */
    String text() {
        return bodies.stream()
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .reduce("", String::concat);
    }

    private static List<Span> read(byte[] body) {
        try {
            return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .toList();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private Publisher<Void> take(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .doOnNext(bodies::add)
                .then(Mono.defer(() -> response.header("Content-Type", "application/x-protobuf")
                        .sendByteArray(Mono.just(
                                ExportTraceServiceResponse.getDefaultInstance().toByteArray()))
                        .then()));
    }

    @Override
    public void close() {
        server.close();
    }
}
