package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.MODEL;
import static io.github.tallyport.upstream.StreamParts.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.ServedAlone;
import io.github.tallyport.soak.Soak;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.RawClient;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** S6: many tenants ask the same few questions, and each is only ever told what was answered to itself. */
class TenantsApartTest {
    private static final int TENANTS = 50;
    private static final int QUESTIONS = 20;
    private static final int CLIENTS = 16;
    private static final int REQUESTS = Soak.choose(5_000, 100_000);
    private static final Pattern ANSWER = Pattern.compile("answer-[0-9]+");

    /** No two of its answers are the same. */
    private static final AtomicInteger ANSWERS = new AtomicInteger();

    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final LongAdder remembered = new LongAdder();

    @Test
    void no_answer_crosses_from_tenant_to_tenant() throws Exception {
        try (ServedAlone provider = new ServedAlone(TenantsApartTest::answer);
                TestGateway gateway = TestGateway.start(
                        "TALLYPORT_UPSTREAM_BASE_URL=http://127.0.0.1:" + provider.port() + "/v1",
                        "tallyport.cache.max-size=600KB");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Spender> tenants = new ArrayList<>();
            for (int i = 0; i < TENANTS; i++) {
                tenants.add(Spender.of(gateway, Terms.OPEN, Terms.OPEN));
            }
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(i);
                clients.add(threads.submit(() -> {
                    ask(gateway.port(), tenants, random);
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get(10, TimeUnit.MINUTES);
            }
        }
        System.out.printf(
                "S6: %d requests of %d tenants, %d of them answered from the cache, none with another tenant's answer%n",
                REQUESTS, TENANTS, remembered.sum());
        assertThat(remembered.sum()).isBetween(REQUESTS / 5L, REQUESTS - 1000L);
    }

    private void ask(int port, List<Spender> tenants, Random random) throws IOException {
        try (RawClient client = new RawClient(port)) {
            for (int i = 0; i < REQUESTS / CLIENTS; i++) {
                Spender asks = tenants.get(random.nextInt(TENANTS));
                boolean stream = random.nextInt(3) == 0;
                int question = random.nextInt(QUESTIONS);
                String body = "{\"model\":\"" + MODEL + "\",\"seed\":" + question
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]"
                        + (stream ? ",\"stream\":true}" : "}");
                String wish = random.nextInt(20) == 0
                        ? "Idempotency-Key: once-" + question
                        : random.nextInt(20) == 0 ? "Cache-Control: no-cache" : "x-nothing: 1";
                client.send(RawClient.request(
                        "POST",
                        "/v1/chat/completions",
                        body,
                        "Authorization: Bearer " + asks.key().secret(),
                        "Content-Type: application/json",
                        wish));
                note(asks.tenant(), stream ? events(client) : client.reply());
            }
        }
    }

    private static RawClient.Reply events(RawClient client) throws IOException {
        RawClient.Reply head = client.head();
        StringBuilder all = new StringBuilder();
        for (byte[] chunk = client.chunk(); chunk != null; chunk = client.chunk()) {
            all.append(new String(chunk, UTF_8));
        }
        return new RawClient.Reply(head.status(), head.head(), all.toString().getBytes(UTF_8));
    }

    private void note(String tenant, RawClient.Reply reply) {
        Matcher answer = ANSWER.matcher(reply.text());
        assertThat(answer.find()).as(reply.text()).isTrue();
        String owner = owners.putIfAbsent(answer.group(), tenant);
        assertThat(owner == null || owner.equals(tenant))
                .as("%s was told what %s was answered", tenant, owner)
                .isTrue();
        if ("hit".equals(reply.header("x-tallyport-cache"))) {
            remembered.increment();
        }
    }

    private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String answer = "answer-" + ANSWERS.incrementAndGet();
        return request.receive().aggregate().asString().flatMap(body -> {
            boolean stream = body.contains("\"stream\":true");
            String text = stream
                    ? "data: " + String.join("\n\ndata: ", stream(answer)) + "\n\n"
                    : Answers.resource("chat-response.json")
                            .replaceFirst("\"content\": *\"[^\"]*\"", "\"content\":\"" + answer + "\"");
            return response.header("Content-Type", stream ? "text/event-stream" : "application/json")
                    .send(Mono.fromSupplier(() -> Unpooled.copiedBuffer(text, UTF_8)))
                    .then();
        });
    }
}
