package io.github.tallyport.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.tallyport.servers.ServedAlone;
import io.github.tallyport.upstream.StreamParts;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A provider that says as much as it may, fails now and then, and does not always say what was used. */
public final class CappedProvider implements AutoCloseable {
    private static final Pattern MAX_TOKENS = Pattern.compile("\"max_tokens\":([0-9]+)");
    private static final Duration PACE = Duration.ofMillis(1);
    private static final int PIECES = 6;

    private final AtomicInteger asked = new AtomicInteger();
    private final ServedAlone server = new ServedAlone(this::answer);
    private volatile boolean fails = true;

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port() + "/v1");
    }

    /** Whether it answers one in ten with an error from now on. */
    public void fails(boolean whether) {
        fails = whether;
    }

    public int asked() {
        return asked.get();
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        Random random = new Random(asked.incrementAndGet());
        return request.receive().aggregate().asString().flatMap(body -> {
            Matcher cap = MAX_TOKENS.matcher(body);
            int tokens = cap.find() ? Integer.parseInt(cap.group(1)) : 1_000_000;
            int chance = random.nextInt(10);
            Mono<Void> answer = chance == 0 && fails
                    ? json(response.status(500), "{\"error\":{\"message\":\"out of order\"}}")
                    : body.contains("\"stream\":true")
                            ? stream(response, events(tokens, chance > 1))
                            : json(response, whole(tokens, chance > 1));
            return Mono.delay(PACE).then(answer);
        });
    }

    private static Mono<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json")
                .send(Mono.fromSupplier(() -> Unpooled.copiedBuffer(body, US_ASCII)))
                .then();
    }

    private static Mono<Void> stream(HttpServerResponse response, List<String> events) {
        return response.header("Content-Type", "text/event-stream")
                .send(
                        Flux.fromIterable(events)
                                .delayElements(PACE)
                                .map(data -> Unpooled.copiedBuffer("data: " + data + "\n\n", US_ASCII)),
                        _ -> true)
                .then();
    }

    private static List<String> events(int tokens, boolean says) {
        List<String> events = new ArrayList<>();
        events.add(StreamParts.role());
        for (int i = 0; i < PIECES; i++) {
            events.add(StreamParts.delta("piece ".repeat(1 + tokens / PIECES)));
        }
        events.add(StreamParts.finish("length"));
        if (says) {
            events.add(StreamParts.usage(9, tokens));
        }
        events.add("[DONE]");
        return events;
    }

    private static String whole(int tokens, boolean says) {
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1759159756,"
                + "\"model\":\"deepseek/deepseek-v3.2-exp\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                + "\"content\":\"" + "piece ".repeat(tokens) + "\"},\"finish_reason\":\"length\"}]"
                + (says ? "," + StreamParts.usageMember(9, tokens) : "") + "}";
    }

    @Override
    public void close() {
        server.close();
    }
}
