package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.HELLO;
import static io.github.tallyport.gateway.TestGateway.HELLO_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.books.Reach;
import io.github.tallyport.books.Reports;
import io.github.tallyport.books.Shipper;
import io.github.tallyport.money.Money;
import io.github.tallyport.soak.Soak;
import io.github.tallyport.tenancy.Budget;
import io.github.tallyport.tenancy.Period;
import io.github.tallyport.tenancy.Rates;
import io.github.tallyport.tenancy.Terms;
import io.github.tallyport.upstream.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise M1 on one replica: whatever clients and the provider do, no more is spent than there is. */
class HardBudgetTest {
    private static final int CLIENTS = Soak.choose(64, 256);
    private static final int REQUESTS = Soak.choose(20, 100);
    private static final long BUDGET = Soak.choose(50_000_000, 1_000_000_000);
    private static final long MOST_AT_ONCE = 1000;
    private static final int LEAVING = 30;
    private static final int LONGEST = 80;
    private static final int LONGEST_STAY_NANOS = 12_000_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_more_is_spent_than_the_budget_has(boolean stream) throws Exception {
        long seed = System.nanoTime();
        try (CappedProvider provider = new CappedProvider();
                TestGateway gateway = TestGateway.start(
                        "TALLYPORT_UPSTREAM_BASE_URL=" + provider.baseUrl(), "tallyport.observe.access-log=false")) {
            Spender spender = Spender.of(
                    gateway,
                    Spender.terms(new Rates(null, null, MOST_AT_ONCE), new Budget(Period.TOTAL, BUDGET)),
                    Terms.OPEN);

            Map<String, Integer> endings = crowd(spender, stream ? HELLO_STREAM : HELLO, seed);

            long end = System.nanoTime() + 10_000_000_000L;
            while (spender.leftAtOnce(MOST_AT_ONCE) < MOST_AT_ONCE && System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            gateway.bean(Shipper.class).awaitShipped(Duration.ofSeconds(10));
            long spent = gateway.bean(Reports.class).spent(Reach.ofTenant(spender.tenant()), Instant.EPOCH);
            System.out.printf(
                    "M1: %d clients with %d requests each, %s, seed %d: %s of %s yuan spent by %d requests; %s%n",
                    CLIENTS,
                    REQUESTS,
                    stream ? "SSE" : "JSON",
                    seed,
                    Money.yuan(spent),
                    Money.yuan(BUDGET),
                    provider.asked(),
                    endings);
            assertThat(spender.leftAtOnce(MOST_AT_ONCE))
                    .as("live reservations, seed %d", seed)
                    .isEqualTo(MOST_AT_ONCE);
            assertThat(spent).as("seed %d", seed).isLessThanOrEqualTo(BUDGET).isGreaterThan(BUDGET / 2);
            assertThat(spender.leftOfBudget(BUDGET)).as("seed %d", seed).isEqualTo(BUDGET - spent);
            assertThat(endings).as("seed %d", seed).containsKeys("200", "429", "502", "left");
        }
    }

    private static Map<String, Integer> crowd(Spender spender, String body, long seed) throws Exception {
        Map<String, Integer> endings = new TreeMap<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed + i);
                String name = "hard-" + i;
                all.add(clients.submit(() -> {
                    List<String> seen = new ArrayList<>();
                    for (int k = 0; k < REQUESTS; k++) {
                        seen.add(visit(spender, body, name + "-" + k, random));
                    }
                    return seen;
                }));
            }
            for (Future<List<String>> one : all) {
                one.get().forEach(ending -> endings.merge(ending, 1, Integer::sum));
            }
        }
        return endings;
    }

    private static String visit(Spender spender, String body, String id, Random random) throws IOException {
        boolean leaves = random.nextInt(100) < LEAVING;
        long stay = random.nextInt(LONGEST_STAY_NANOS);
        String given = random.nextInt(50) == 0
                ? body
                : body.replaceFirst(".$", ",\"max_tokens\":" + (1 + random.nextInt(LONGEST)) + "}");
        try (Leaver client = new Leaver(spender.gateway().port(), spender.key().secret(), id, Duration.ofSeconds(30))) {
            client.ask(given);
            if (!leaves) {
                RawClient.Reply reply = client.reply();
                return String.valueOf(reply.status());
            }
            LockSupport.parkNanos(stay);
            client.leave(random.nextBoolean() ? Leaver.Way.FIN : Leaver.Way.RST);
            return "left";
        }
    }
}
