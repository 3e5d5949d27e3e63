package io.github.tallyport.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tallyport.openai.Usage;
import io.github.tallyport.servers.ServedAlone;
import io.github.tallyport.upstream.StreamParts;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A provider that answers each request as its id says, a little later, and remembers which it has seen. */
public final class LoadedProvider implements AutoCloseable {
    private static final int PIECES = 6;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final ServedAlone server = new ServedAlone(this::answer);

    /** Up to and including the version, as a target's base URL is written. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port() + "/v1");
    }

    /** Ids of all that was ever asked. */
    public Set<String> seen() {
        return Set.copyOf(seen);
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        Errand errand = new Errand(request.requestHeaders().get("x-request-id"));
        seen.add(errand.id());
        Mono<Void> pause = request.receive()
                .then(Mono.delay(Duration.ofMillis(errand.some(20, 3))).then());
        return switch (errand.kind()) {
            case FAILING -> pause.then(json(response.status(500), "{\"error\":{\"message\":\"out of order\"}}"));
            case JSON, LEAVING_JSON -> pause.then(json(response, whole(errand)));
            case STREAM, LEAVING_STREAM -> pause.then(stream(response, errand, events(errand)));
            case BREAKING -> pause.then(stream(response, errand, events(errand).subList(0, 1 + errand.some(4, 4))));
        };
    }

    private static Mono<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json")
                .send(Mono.fromSupplier(() -> Unpooled.copiedBuffer(body, US_ASCII)))
                .then();
    }

    private static Mono<Void> stream(HttpServerResponse response, Errand errand, List<String> events) {
        Duration pace = Duration.ofMillis(1 + errand.some(5, 5));
        return response.header("Content-Type", "text/event-stream")
                .send(
                        Flux.fromIterable(events)
                                .delayElements(pace)
                                .map(data -> Unpooled.copiedBuffer("data: " + data + "\n\n", US_ASCII)),
                        _ -> true)
                .then();
    }

    private static List<String> events(Errand errand) {
        List<String> events = new ArrayList<>();
        events.add(StreamParts.role());
        for (int i = 0; i < PIECES; i++) {
            events.add(StreamParts.delta("piece " + i + " "));
        }
        events.add(StreamParts.finish("stop"));
        String usage = StreamParts.usage(0, 0);
        events.add(usage.substring(0, usage.indexOf("\"usage\"")) + member(errand.usage()) + "}");
        events.add("[DONE]");
        return events;
    }

    private static String whole(Errand errand) {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1759159756,"
                + "\"model\":\"deepseek/deepseek-v3.2-exp\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                + "\"content\":\"all in one piece\"},\"finish_reason\":\"stop\"}]," + member(errand.usage()) + "}";
    }

    private static String member(Usage.Reported usage) {
        return "\"usage\":{\"prompt_tokens\":" + usage.prompt() + ",\"completion_tokens\":" + usage.completion()
                + ",\"total_tokens\":" + (usage.prompt() + usage.completion())
                + ",\"prompt_tokens_details\":{\"cached_tokens\":" + usage.cached()
                + "},\"completion_tokens_details\":{\"reasoning_tokens\":" + usage.reasoning() + "}}";
    }

    @Override
    public void close() {
        server.close();
    }
}
