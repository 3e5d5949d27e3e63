package io.github.tallyport.packaged;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tallyport.servers.ServedAlone;
import io.github.tallyport.upstream.StreamParts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A provider whose streams give a word every 50 ms, as many as the request's id ends with; an id that ends with 0 gets JSON. */
final class SteadyProvider implements AutoCloseable {
    static final Duration PACE = Duration.ofMillis(50);

    private final ServedAlone server = new ServedAlone(SteadyProvider::answer);

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port() + "/v1");
    }

    private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String id = request.requestHeaders().get("x-request-id");
        int words = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
        return request.receive()
                .then(
                        words == 0
                                ? json(response).then()
                                : Flux.from(stream(response, words)).then());
    }

    private static Flux<Void> json(HttpServerResponse response) {
        String body =
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":["
                        + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"word\"},\"finish_reason\":\"stop\"}],"
                        + StreamParts.usageMember(9, 1) + "}";
        return Flux.from(response.header("Content-Type", "application/json")
                .send(Flux.just(Unpooled.copiedBuffer(body, US_ASCII))));
    }

    private static Publisher<Void> stream(HttpServerResponse response, int words) {
        Flux<ByteBuf> events = Flux.concat(
                        Flux.just(StreamParts.role()),
                        Flux.interval(Duration.ZERO, PACE).take(words).map(i -> StreamParts.delta("word ")),
                        Flux.fromStream(
                                () -> Stream.of(StreamParts.finish("stop"), StreamParts.usage(9, words), "[DONE]")))
                .map(data -> Unpooled.copiedBuffer("data: " + data + "\n\n", US_ASCII));
        return response.header("Content-Type", "text/event-stream").send(events, _ -> true);
    }

    @Override
    public void close() {
        server.close();
    }
}
