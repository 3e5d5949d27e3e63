package io.github.tallyport.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.openai.ErrorBody;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Clients of the gateway's own on real sockets of this machine: half of them want JSON, half of them a stream. */
final class WarmUpClients {
    private static final int CLIENTS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String REQUEST =
            ",\"messages\":[{\"role\":\"system\",\"content\":\"You are a helpful assistant.\"},{\"role\":\"user\",\"content\":"
                    + "\"Please summarise this note in fewer than one hundred words, and list the owners at the end. 你好\"}],"
                    + "\"temperature\":0.7,\"max_tokens\":256,\"user\":\"u\",\"stream\":";

    private final ChatHandler handler;
    private final NettyServerCustomizer strictHttp;
    private final LoopResources loops;
    private final String head;

    /** @param model what the handler's catalogue calls the model to ask for */
    WarmUpClients(ChatHandler handler, NettyServerCustomizer strictHttp, LoopResources loops, String model) {
        this.handler = handler;
        this.strictHttp = strictHttp;
        this.loops = loops;
        this.head = "{\"model\":" + ErrorBody.quoted(model) + REQUEST;
    }

    /** Plays requests until there were enough of them, or the time is over, or it is stopped; how many were answered. Blocks. */
    long play(int rounds, Duration most, Mono<Void> stopped) {
        byte[] json = (head + "false}").getBytes(UTF_8);
        byte[] stream = (head + "true}").getBytes(UTF_8);
        ConnectionProvider pool = ConnectionProvider.create("warm-up", CLIENTS);
        DisposableServer door = strictHttp
                .apply(HttpServer.create().runOn(loops).host("127.0.0.1").port(0))
                .handle(handler::handle)
                .bindNow(PATIENCE);
        try {
            HttpClient client = HttpClient.create(pool)
                    .runOn(loops)
                    .resolver(DefaultAddressResolverGroup.INSTANCE)
                    .headers(headers -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json"));
            String url = "http://127.0.0.1:" + door.port() + "/v1/chat/completions";
            Long answered = Flux.range(0, rounds)
                    .take(most)
                    .takeUntilOther(stopped)
                    .flatMap(i -> ask(client, url, i % 2 == 0 ? json : stream), CLIENTS)
                    .count()
                    .block(most.plus(PATIENCE));
            return answered == null ? 0 : answered;
        } finally {
            door.disposeNow(PATIENCE);
            pool.disposeLater().block(PATIENCE);
        }
    }

    private static Mono<Integer> ask(HttpClient client, String url, byte[] body) {
        return client.post()
                .uri(url)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .responseSingle((head, answer) -> answer.asByteArray()
                        .filter(_ -> head.status().code() == 200)
                        .map(bytes -> bytes.length));
    }
}
