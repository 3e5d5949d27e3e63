package io.github.tallyport.picture;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Four tenants and what they ask: streams and JSON, the same again, too much, nonsense, and a provider that fails for a while. */
final class Load implements AutoCloseable {
    private static final String DEEPSEEK = "deepseek/deepseek-v3.2-exp";
    private static final String QWEN = "qwen/qwen3-max";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHANGES_EVERY_MILLIS = 4000;
    private static final int READ_BEFORE_LEAVING = 600;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Habit> habits = new ArrayList<>();
    private final Replicas replicas;
    private final Operator operator;
    private final String changed;

    Load(Replicas replicas) throws IOException, InterruptedException {
        this.replicas = replicas;
        this.operator = new Operator(http, replicas.managementPorts().getFirst());
        operator.tenant("acme", ",\"budgets\":[{\"period\":\"month\",\"amount\":\"3.00\"}]");
        operator.tenant("borealis", ",\"budgets\":[{\"period\":\"day\",\"amount\":\"4.00\"}]");
        operator.tenant(
                "cobalt", ",\"budgets\":[{\"period\":\"day\",\"amount\":\"0.18\"}],\"on_low_budget\":\"refuse\"");
        operator.tenant("dune", "");
        JsonNode acme = operator.key("acme", "");
        changed = operator.key("acme", "").path("id").asString();
        String secret = secret(acme);
        habits.add(Habit.of(secret, DEEPSEEK, true, 2.2));
        habits.add(Habit.of(secret, DEEPSEEK, false, 1.6).with(40, ",\"temperature\":0"));
        habits.add(Habit.of(secret, QWEN, true, 0.7).with(3, ",\"temperature\":0,\"user\":\"together\""));
        habits.add(Habit.of(secret, DEEPSEEK, true, 0.5).saying("tallyport:no-usage tallyport:long-60"));
        String borealis = secret(operator.key("borealis", ""));
        habits.add(Habit.of(borealis, QWEN, true, 1.3).leaving(0.15));
        habits.add(Habit.of(borealis, QWEN, false, 0.8));
        habits.add(Habit.of(borealis, DEEPSEEK, true, 0.15).saying("tallyport:error-mid-stream"));
        habits.add(Habit.of(borealis, QWEN, false, 2.0).saying("tallyport:500").between(150, 215));
        habits.add(
                Habit.of(borealis, DEEPSEEK, false, 0.7).saying("tallyport:429").between(160, 210));
        String cobalt = secret(operator.key("cobalt", ""));
        habits.add(Habit.of(cobalt, DEEPSEEK, false, 1.4));
        String dune = secret(operator.key("dune", ",\"limits\":{\"requests_per_minute\":50}"));
        habits.add(Habit.of(dune, DEEPSEEK, true, 1.2).saying("tallyport:slow-700ms tallyport:long-40"));
        habits.add(Habit.of(dune, DEEPSEEK, false, 0.2).with(9, ",\"temperature\":9"));
        habits.add(Habit.of("sk-tally-nobody", DEEPSEEK, false, 0.15));
    }

    private static String secret(JsonNode key) {
        return key.path("secret").asString();
    }

    /** Returns when the time is over; what is on its way then stays on it. */
    void run(Duration time) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        for (Habit habit : habits) {
            threads.execute(() -> live(habit, begun));
        }
        for (int i = 0; System.nanoTime() - begun < time.toNanos(); i++) {
            operator.rename(changed, "name " + i);
            TimeUnit.MILLISECONDS.sleep(CHANGES_EVERY_MILLIS);
        }
    }

    private void live(Habit habit, long begun) {
        Random random = new Random(habit.hashCode());
        try {
            while (true) {
                double second = (System.nanoTime() - begun) / 1e9;
                TimeUnit.NANOSECONDS.sleep((long) (habit.pause(second, random) * 1e9));
                if (habit.isOn((System.nanoTime() - begun) / 1e9)) {
                    String body = habit.body(random);
                    boolean leaves = random.nextDouble() < habit.leaving();
                    threads.execute(() -> ask(habit.secret(), body, leaves));
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String secret, String body, boolean leaves) {
        URI uri = URI.create("http://127.0.0.1:" + replicas.port(asked.incrementAndGet()) + "/v1/chat/completions");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (InputStream answer =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            if (leaves) {
                answer.readNBytes(READ_BEFORE_LEAVING);
            } else {
                answer.readAllBytes();
            }
        } catch (IOException failed) {
            // of no interest: the gateway counts it
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
    }
}
