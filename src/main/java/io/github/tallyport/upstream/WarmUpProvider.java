package io.github.tallyport.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** A provider on this machine that gives everybody the same answer at once, for as long as the gateway warms up. */
public final class WarmUpProvider implements AutoCloseable {
    private static final int CHUNKS = 6;

    /** Events come one by one, as from a model: what comes in one read takes another way. */
    private static final Duration PACE = Duration.ofMillis(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String HEAD =
            "{\"id\":\"chatcmpl-rehearsed\",\"object\":\"chat.completion%s\",\"created\":1759159756,\"model\":\"m\",\"choices\":[";
    private static final String USAGE =
            "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"total_tokens\":12,\"prompt_tokens_details\":{\"cached_tokens\":0}}}";
    private static final byte[] WHOLE = (HEAD.formatted("")
                    + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"One two three.\",\"refusal\":null},"
                    + "\"logprobs\":null,\"finish_reason\":\"stop\"}]," + USAGE)
            .getBytes(UTF_8);
    private static final List<byte[]> EVENTS = events();

    private final DisposableServer server;

    private WarmUpProvider(DisposableServer server) {
        this.server = server;
    }

    /** On a free port that only this machine can reach. Blocks. */
    public static WarmUpProvider start(LoopResources loops) {
        return new WarmUpProvider(HttpServer.create()
                .runOn(loops)
                .host("127.0.0.1")
                .port(0)
                .handle(WarmUpProvider::answer)
                .bindNow(PATIENCE));
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port() + "/v1");
    }

    private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        boolean stream = "text/event-stream".equals(request.requestHeaders().get(HttpHeaderNames.ACCEPT));
        response.header(HttpHeaderNames.CONTENT_TYPE, stream ? "text/event-stream" : "application/json");
        Flux<ByteBuf> body = stream
                ? Flux.fromIterable(EVENTS).delayElements(PACE).map(Unpooled::wrappedBuffer)
                : Flux.just(Unpooled.wrappedBuffer(WHOLE));
        return request.receive().then(response.send(body, _ -> true).then());
    }

    /** Chunks as they come from most providers: nearly all of the same shape. */
    private static List<byte[]> events() {
        List<byte[]> events = new ArrayList<>();
        events.add(
                event(
                        "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}]}"));
        for (int i = 0; i < CHUNKS; i++) {
            events.add(event("{\"index\":0,\"delta\":{\"content\":\" word " + (i % 4 == 0 ? "\\n" : "三") + i
                    + "\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}"));
        }
        events.add(event("{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}"));
        events.add(event("]," + USAGE));
        events.add("data: [DONE]\n\n".getBytes(UTF_8));
        return events;
    }

    private static byte[] event(String rest) {
        return ("data: " + HEAD.formatted(".chunk") + rest + "\n\n").getBytes(UTF_8);
    }

    @Override
    public void close() {
        server.disposeNow(PATIENCE);
    }
}
