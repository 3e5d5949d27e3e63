package io.github.tallyport.observe;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Prometheus of the machine as a process that scrapes gateways, with the alerts of the chart as its rules. */
public final class Prometheus implements AutoCloseable {
    private static final String PROGRAM = "prometheus";
    private static final Path RULES = Path.of("helm/tallyport/files/alerts.yaml");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    /** @param directory empty */
    Prometheus(Path directory, int managementPort) throws IOException {
        this(directory, Duration.ofMillis(500), List.of(managementPort));
    }

    /**
     * @param directory empty
     * @param interval between two scrapes
     * @param managementPorts of gateways that are replicas of each other: pods {@code tallyport-0} and so on
     */
    public Prometheus(Path directory, Duration interval, List<Integer> managementPorts) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path config = directory.resolve("prometheus.yml");
        String targets = IntStream.range(0, managementPorts.size())
                .mapToObj(i -> """
                              - {targets: ['127.0.0.1:%d'], labels: {namespace: n, pod: tallyport-%d}}
                        """.formatted(managementPorts.get(i), i))
                .collect(Collectors.joining());
        Files.writeString(config, """
                global: {scrape_interval: %1$dms, scrape_timeout: %1$dms, evaluation_interval: 1s}
                rule_files: [%2$s]
                scrape_configs:
                  - job_name: tallyport
                    metrics_path: /actuator/prometheus
                    static_configs:
                %3$s""".formatted(interval.toMillis(), RULES.toAbsolutePath(), targets));
        process = new ProcessBuilder(
                        PROGRAM,
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    public static boolean isThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, PROGRAM)));
    }

    /** What is found, or nothing while it does not answer. */
    JsonNode query(String promql) {
        return get("query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
    }

    /** @param path of its API; the answer's {@code data}, missing when it is none */
    public JsonNode get(String path) {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
        try {
            String body = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return body.startsWith("{")
                    ? JsonMapper.shared().readTree(body).path("data")
                    : JsonMapper.shared().missingNode();
        } catch (IOException notYet) {
            return JsonMapper.shared().missingNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        http.shutdownNow();
    }
}
