package io.github.tallyport.packaged;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What an application does with the gateway, over connections it keeps. */
final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * @param close whether the answer says that the connection is of no more use
     * @param words of the stream, 0 for JSON
     * @param end the body, or the stream's last event
     */
    record Told(int status, boolean close, int words, String end) {
        boolean whole(int wanted) {
            return status == 200
                    && words == wanted
                    && (wanted == 0 ? end.contains("\"word\"") : end.equals("data: [DONE]"));
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String key;

    Client(String key) {
        this.key = key;
    }

    /** @param begun is run at the first word of a stream */
    Told ask(int port, String name, int words, Runnable begun) throws IOException, InterruptedException {
        String body = "{\"model\":\"deepseek/deepseek-v3.2-exp\",\"messages\":[{\"role\":\"user\",\"content\":\"" + name
                + "\"}],\"stream\":" + (words > 0) + "}";
        HttpResponse<InputStream> response = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .header("x-request-id", name + "-" + words)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        boolean close = response.headers().allValues("connection").equals(List.of("close"));
        int heard = 0;
        String end = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("word ") && heard++ == 0) {
                    begun.run();
                }
                end = line.isEmpty() ? end : line;
            }
        }
        return new Told(response.statusCode(), close, heard, end);
    }

    /** The status of a GET, or 0 when nobody listens. */
    int get(int port, String path) throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(PATIENCE)
                                    .header("Authorization", "Bearer " + key)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
