package io.github.tallyport.gateway;

import static io.github.tallyport.gateway.TestGateway.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tallyport.servers.StoppableRedis;
import io.github.tallyport.servers.Strait;
import io.github.tallyport.upstream.Answers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of Redis, clients get their answers. */
class CacheRedisFaultsTest {
    private static final int CLIENTS = 6;
    private static final long PHASE = TimeUnit.MILLISECONDS.toNanos(700);

    private final Map<String, LongAdder> seen = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void a_redis_that_is_slow_flushed_frozen_or_killed_costs_no_client_its_answer(@TempDir Path directory)
            throws Exception {
        try (StoppableRedis redis = StoppableRedis.start(directory);
                Strait strait = new Strait(redis.port());
                TestGateway gateway =
                        TestGateway.start("tallyport.redis.url=" + strait.redisUrl(), "tallyport.cache.max-size=0B");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            gateway.upstream().always(Answers.published());
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(i);
                clients.add(threads.submit(() -> ask(gateway, random)));
            }
            awaitHits();
            strait.slow(Duration.ofMillis(200));
            LockSupport.parkNanos(PHASE);
            strait.slow(Duration.ZERO);
            for (int i = 0; i < 5; i++) {
                redis.ask(commands -> commands.flushall());
                LockSupport.parkNanos(PHASE / 5);
            }
            redis.freeze();
            LockSupport.parkNanos(PHASE);
            redis.thaw();
            LockSupport.parkNanos(PHASE);
            redis.kill();
            LockSupport.parkNanos(PHASE);
            redis.startAgain();
            seen.remove("hit");
            awaitHits();
            over.set(true);
            for (Future<?> client : clients) {
                client.get(30, TimeUnit.SECONDS);
            }
        }
        System.out.println("Redis slow, flushed, frozen, killed: " + new TreeMap<>(seen));
        assertThat(seen.keySet()).containsOnly("hit", "miss", "shared");
    }

    /** Answers come from Redis, as there is no room for them here. */
    private void awaitHits() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!seen.containsKey("hit")) {
            assertThat(System.nanoTime())
                    .as("patience for a hit; seen: %s", seen)
                    .isLessThan(patience);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void ask(TestGateway gateway, Random random) {
        while (!over.get()) {
            String body = "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"fault "
                    + random.nextInt(10) + "\"}],\"temperature\":0}";
            HttpRequest.Builder request = gateway.chatRequest(body);
            if (random.nextInt(5) == 0) {
                request.header("Idempotency-Key", "once-" + body.hashCode());
            }
            HttpResponse<String> answer = gateway.send(request);
            String what = answer.statusCode() == 200
                    ? answer.headers().firstValue("x-tallyport-cache").orElse("")
                    : answer.statusCode() + " " + answer.body();
            seen.computeIfAbsent(what, _ -> new LongAdder()).increment();
        }
    }
}
