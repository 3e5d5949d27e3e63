package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.catalogue.Caching;
import io.github.tallyport.leaks.Leaks;
import io.github.tallyport.soak.Soak;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.OnDisconnect;
import io.github.tallyport.tenancy.OnLowBudget;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Policies;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.Answers;
import io.github.tallyport.upstream.RawClient;
import io.github.tallyport.upstream.Script;
import io.github.tallyport.upstream.StreamParts;
import io.github.tallyport.upstream.Upstream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Clients leave at any moment, and providers answer at any, the very end of their time included. */
class StormTest {
    private static final int CLIENTS = 6;
    private static final int REQUESTS = Soak.choose(150, 5_000);
    private static final long BUDGET = 1_000_000_000_000_000L;
    private static final long AT_ONCE = 500;
    private static final int TIME_MILLIS = 20;
    private static final int LONGEST_STAY_NANOS = 3_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @CsvSource({"false, CANCEL", "true, CANCEL", "false, DRAIN", "true, DRAIN"})
    void nothing_stays_behind(boolean stream, OnDisconnect onDisconnect) throws Exception {
        try (TestGateway gateway = TestGateway.start(
                "tallyport.upstream.max-connections=30",
                "tallyport.upstream.json-head-timeout=" + TIME_MILLIS + "ms",
                "tallyport.upstream.stream-head-timeout=" + TIME_MILLIS + "ms",
                "tallyport.upstream.first-event-timeout=" + TIME_MILLIS + "ms")) {
            Script answer = stream ? Answers.sse(StreamParts.stream("a", "b")) : Answers.published();
            gateway.upstream().always(answer);
            Spender spender = Spender.of(
                    gateway,
                    new Policies(onDisconnect, OnLowBudget.CLAMP, Caching.USUAL),
                    Spender.terms(new Rates(null, null, AT_ONCE), new Budget(Period.TOTAL, BUDGET)),
                    Terms.OPEN);

            rage(gateway, spender, stream ? HELLO_STREAM : HELLO, answer);

            MeterRegistry meters = gateway.bean(MeterRegistry.class);
            settles(() -> sum(meters, "tallyport.in.flight"), 0);
            settles(() -> sum(meters, "reactor.netty.connection.provider.active.connections"), 0);
            settles(gateway.bean(Upstream.class)::draining, 0);
            settles(() -> spender.leftAtOnce(AT_ONCE), AT_ONCE);
            long spent = BUDGET - spender.leftOfBudget(BUDGET);
            settles(() -> cost(gateway, spender), spent);
            assertThat(spent).isPositive();
        }
        assertThat(Leaks.found()).isEmpty();
    }

    private static void rage(TestGateway gateway, Spender spender, String body, Script answer)
            throws InterruptedException, ExecutionException {
        String request = RawClient.request(
                "POST",
                "/v1/chat/completions",
                body,
                "Authorization: Bearer " + spender.key().secret(),
                "Content-Type: application/json");
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(i);
                all.add(clients.submit(() -> {
                    for (int k = 0; k < REQUESTS; k++) {
                        if (random.nextInt(20) == 0) {
                            Duration nearlyLate =
                                    Duration.ofMillis(TIME_MILLIS - 2).plusNanos(random.nextInt(4_000_000));
                            gateway.upstream()
                                    .next(Script.start().pause(nearlyLate).then(answer));
                        }
                        ask(gateway, request, random);
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private static void ask(TestGateway gateway, String request, Random random) throws IOException {
        try (RawClient client = new RawClient(gateway.port(), PATIENCE)) {
            client.send(request);
            if (random.nextBoolean()) {
                assertThat(client.reply().status()).isIn(200, 504);
            } else {
                LockSupport.parkNanos(random.nextInt(LONGEST_STAY_NANOS));
                client.reset();
            }
        }
    }

    private static long sum(MeterRegistry meters, String gauge) {
        Collection<Gauge> all = meters.find(gauge).gauges();
        assertThat(all).as(gauge).isNotEmpty();
        return (long) all.stream().mapToDouble(Gauge::value).sum();
    }

    private static long cost(TestGateway gateway, Spender spender) {
        return gateway.bean(JdbcClient.class)
                .sql("SELECT COALESCE(SUM(cost), 0) FROM requests WHERE tenant_id = ?")
                .param(spender.tenant())
                .query(Long.class)
                .single();
    }

    private static void settles(LongSupplier value, long wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (value.getAsLong() != wanted && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(value.getAsLong()).isEqualTo(wanted);
    }
}
