package io.github.tallyport.packaged;

import io.github.tallyport.upstream.RawClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Clients of one tenant, spread over all replicas, who ask for as much as they can get. */
final class Spendthrifts {
    private static final String MODEL = "deepseek/deepseek-v3.2-exp";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_STAY_NANOS = 12_000_000;
    private static final long PAUSE_NANOS = 100_000_000;
    /** One in so many says nothing of how long the answer may be. */
    private static final int UNSAID = 50;
    /** That a client tries again while the gateway cannot tell what is left. */
    private static final int TRIES = 200;

    private final Fleet fleet;
    private final String tenant;
    private final boolean stream;
    private final int leaving;
    private final int longest;
    private final long seed;

    /**
     * @param leaving of a hundred, who do not wait for the answer
     * @param longest answer that they ask for, in tokens
     */
    Spendthrifts(Fleet fleet, String tenant, boolean stream, int leaving, int longest, long seed) {
        this.fleet = fleet;
        this.tenant = tenant;
        this.stream = stream;
        this.leaving = leaving;
        this.longest = longest;
        this.seed = seed;
    }

    /** How all requests ended: their status, or that the client left. */
    Map<String, Integer> spend(int clients, int requests) throws Exception {
        Map<String, Integer> endings = new TreeMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Map<String, Integer>>> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int number = i;
                all.add(threads.submit(() -> client(number, requests)));
            }
            for (Future<Map<String, Integer>> one : all) {
                one.get().forEach((ending, count) -> endings.merge(ending, count, Integer::sum));
            }
        }
        return endings;
    }

    private Map<String, Integer> client(int number, int requests) throws IOException {
        Random random = new Random(seed + number);
        Map<String, Integer> endings = new TreeMap<>();
        int tries = 0;
        int done = 0;
        while (done < requests && endings.getOrDefault("429", 0) < requests / 4 + 1) {
            String ending = visit(number + done, random);
            endings.merge(ending, 1, Integer::sum);
            if (ending.equals("503") && tries++ < TRIES) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                done++;
            }
        }
        return endings;
    }

    private String visit(int number, Random random) throws IOException {
        boolean leaves = random.nextInt(100) < leaving;
        long stay = random.nextInt(LONGEST_STAY_NANOS);
        String cap = random.nextInt(UNSAID) == 0 ? "" : ",\"max_tokens\":" + (1 + random.nextInt(longest));
        String body = "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]" + cap
                + (stream ? ",\"stream\":true}" : "}");
        try (RawClient client = new RawClient(fleet.port(number), PATIENCE)) {
            client.send(RawClient.request(
                    "POST",
                    "/v1/chat/completions",
                    body,
                    "Authorization: Bearer " + fleet.secret(tenant),
                    "Content-Type: application/json"));
            if (!leaves) {
                return String.valueOf(client.reply().status());
            }
            LockSupport.parkNanos(stay);
            if (random.nextBoolean()) {
                client.reset();
            }
            return "left";
        }
    }
}
