package io.github.tallyport.sandbox;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server on the loopback interface that speaks {@code POST /v1/chat/completions} like the published upstream, and fails
 * like it when the last user message asks for that ({@link Rehearsal}). It runs from its construction to {@link #close}.
 */
public final class SandboxUpstream implements AutoCloseable {
    /** The only key it takes: a client's own key that came through the gateway would be refused. */
    public static final String KEY = "sandbox";

    private static final int MAX_BODY = 16 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(90);

    private final AskReader reader = new AskReader(JsonMapper.shared());
    private final Performance performance;
    private final Clock clock;
    private final RandomGenerator random;
    private final DisposableServer server;

    /**
     * Starts on a free port.
     *
     * @param random for ids; must be safe for use by several threads
     * @param scheduler what waits between chunks
     */
    SandboxUpstream(SandboxProperties usual, Clock clock, RandomGenerator random, Scheduler scheduler) {
        this.performance = new Performance(usual, scheduler);
        this.clock = clock;
        this.random = random;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .idleTimeout(IDLE)
                .requestTimeout(PATIENCE)
                .handle(this::answer)
                .bindNow(PATIENCE);
    }

    /** Up to and including the version. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port() + "/v1");
    }

    @Override
    public void close() {
        server.disposeNow(PATIENCE);
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        if (!request.fullPath().equals("/v1/chat/completions")) {
            return performance.complain(response, 404, "Not Found");
        }
        if (!request.method().name().equals("POST")) {
            return performance.complain(response.header("allow", "POST"), 405, "Method Not Allowed");
        }
        if (!("Bearer " + KEY).equals(request.requestHeaders().get("authorization"))) {
            return performance.complain(response, 401, "No auth credentials found");
        }
        return request.receive()
                .asByteArray()
                .reduceWith(ByteArrayOutputStream::new, SandboxUpstream::bounded)
                .flatMap(body -> perform(response, body.toByteArray()))
                .onErrorResume(Ask.Unreadable.class, refused -> performance.complain(response, 400, refused.why()));
    }

    private Mono<Void> perform(HttpServerResponse response, byte[] body) {
        Ask ask = reader.read(body);
        Wording wording = new Wording(
                "chatcmpl-" + name(), "call_" + name(), clock.instant().getEpochSecond(), ask.model());
        return performance.give(response, ask, Rehearsal.in(ask.question()), wording);
    }

    private static ByteArrayOutputStream bounded(ByteArrayOutputStream body, byte[] more) {
        if (body.size() + more.length > MAX_BODY) {
            throw new Ask.Unreadable("The request is larger than " + MAX_BODY + " bytes");
        }
        body.writeBytes(more);
        return body;
    }

    private String name() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
