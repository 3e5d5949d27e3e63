import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code Training JAR CACHE}: starts the gateway in the sandbox, asks it what clients and probes ask, stops it, and leaves what
 * the JVM learned in the cache. The JVM ends with 0 even when it could not write that, so this looks whether it is there.
 */
final class Training {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String CLIENTS = "http://localhost:8080";
    private static final String OPERATORS = "http://localhost:8081";
    private static final String CHAT = """
            {"model":"deepseek/deepseek-v3.2-exp","stream":%s,"messages":[{"role":"user","content":"Hello"}]}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process gateway;

    private Training(Process gateway) {
        this.gateway = gateway;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path cache = Path.of(arguments[1]);
        Path data = Files.createTempDirectory("training");
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:AOTCacheOutput=" + cache,
                        // what the JVM takes by itself in a container of 512 MiB; in a larger one most of the cache is good too
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-jar",
                        arguments[0],
                        "--spring.profiles.active=sandbox",
                        "--tallyport.gateway.warm-up-time=5s",
                        "--tallyport.data-dir=" + data)
                .inheritIO()
                .start();
        try {
            new Training(gateway).train(data.resolve("sandbox-key"));
        } finally {
            gateway.destroy();
        }
        if (!gateway.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            gateway.destroyForcibly();
            throw new IllegalStateException("the gateway does not stop");
        }
        if (!Files.isRegularFile(cache)) {
            throw new IllegalStateException("there is no " + cache);
        }
        System.out.println(cache + ": " + Files.size(cache) / 1_000_000 + " MB");
    }

    private void train(Path keyFile) throws IOException, InterruptedException {
        awaitHealth();
        String key = Files.readString(keyFile).strip();
        for (String stream : List.of("false", "true")) {
            expect(chat(key, CHAT.formatted(stream)), 200);
        }
        expect(chat("sk-unknown", CHAT.formatted("false")), 401);
        expect(chat(key, "{}"), 400);
        for (String path : List.of("/v1/models", "/v1/usage")) {
            expect(HttpRequest.newBuilder(URI.create(CLIENTS + path)).header("Authorization", "Bearer " + key), 200);
        }
        for (String path : List.of("liveness", "readiness")) {
            expect(HttpRequest.newBuilder(URI.create(OPERATORS + "/actuator/health/" + path)), 200);
        }
        expect(HttpRequest.newBuilder(URI.create(OPERATORS + "/actuator/prometheus")), 200);
    }

    private void awaitHealth() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                expect(HttpRequest.newBuilder(URI.create(CLIENTS + "/health")), 200);
                return;
            } catch (IOException notYet) {
                if (!gateway.isAlive() || System.nanoTime() - end > 0) {
                    throw new IllegalStateException("the gateway does not start", notYet);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static HttpRequest.Builder chat(String key, String body) {
        return HttpRequest.newBuilder(URI.create(CLIENTS + "/v1/chat/completions"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private void expect(HttpRequest.Builder asked, int status) throws IOException, InterruptedException {
        HttpRequest request = asked.timeout(Duration.ofSeconds(30)).build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
