package io.github.tallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.Postgres;
import io.github.tallyport.signals.Signals;
import io.github.tallyport.tenancy.IssuedKey;
import io.github.tallyport.tenancy.Keys;
import io.github.tallyport.tenancy.NewKey;
import io.github.tallyport.tenancy.Tenants;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two whole gateways on one new database of PostgreSQL. */
final class TwoGateways implements AutoCloseable {
    /** What a key is let in with. */
    static final String GOOD = "good";

    private static final Duration PROMISED = Duration.ofSeconds(2);

    private final String name;
    private final TestGateway one;
    private final TestGateway other;

    /** @param properties of both, as {@code name=value} */
    TwoGateways(String... properties) {
        name = String.join(" ", properties);
        Postgres server = Postgres.shared();
        String[] all = Stream.concat(
                        Stream.of(
                                "tallyport.database.url=" + server.url(server.newDatabase()),
                                "tallyport.database.username=" + server.username(),
                                "tallyport.database.password=" + server.password(),
                                "tallyport.database.max-connections=3"),
                        Stream.of(properties))
                .toArray(String[]::new);
        one = TestGateway.start(all);
        other = TestGateway.start(all);
    }

    TestGateway one() {
        return one;
    }

    TestGateway other() {
        return other;
    }

    /** Where the tests write; the other replica only hears of it. */
    Keys keys() {
        return one.bean(Keys.class);
    }

    Tenants tenants() {
        return one.bean(Tenants.class);
    }

    /** A new key, known to both. */
    IssuedKey warmKey(String tenant) {
        IssuedKey key = keys().issue(tenant, NewKey.named("ci"));
        for (TestGateway gateway : List.of(one, other)) {
            assertThat(code(gateway, key.secret())).isEqualTo(GOOD);
        }
        return key;
    }

    /** Both refuse a secret with this code, or let it in, within the time promised from now. */
    void bothSay(String code, IssuedKey key) {
        bothSay(code, key, Instant.now());
    }

    void bothSay(String code, IssuedKey key, Instant from) {
        both(gateway -> code(gateway, key.secret()), code, from);
    }

    /** What both answer is this, within the time promised. */
    void both(Function<TestGateway, String> question, String answer, Instant from) {
        Instant end = from.plus(PROMISED);
        for (TestGateway gateway : List.of(one, other)) {
            String last = question.apply(gateway);
            while (!last.equals(answer) && Instant.now().isBefore(end)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                last = question.apply(gateway);
            }
            assertThat(last)
                    .as(gateway == one ? "where it was written" : "the other replica")
                    .isEqualTo(answer);
        }
    }

    /** Waits until each hears what is sent. */
    void signalsFlow() {
        CountDownLatch heard = new CountDownLatch(2);
        for (TestGateway gateway : List.of(one, other)) {
            AtomicBoolean first = new AtomicBoolean(true);
            var _ = gateway.bean(Signals.class).on("flow", () -> {
                if (first.getAndSet(false)) {
                    heard.countDown();
                }
            });
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        do {
            one.bean(Signals.class).send("flow");
            other.bean(Signals.class).send("flow");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        } while (heard.getCount() > 0 && System.nanoTime() < end);
        assertThat(heard.getCount()).isZero();
    }

    /** The error's code, or {@link #GOOD}. */
    private static String code(TestGateway gateway, String secret) {
        HttpResponse<String> answer = models(gateway, secret);
        return answer.statusCode() == 200
                ? GOOD
                : json(answer).path("error").path("code").asString();
    }

    static HttpResponse<String> models(TestGateway gateway, String secret) {
        return gateway.send(
                HttpRequest.newBuilder(gateway.uri("/v1/models")).header("Authorization", "Bearer " + secret));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }
}
