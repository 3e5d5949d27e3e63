package io.github.tallyport.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated upstream on a real socket, and a client for it. Time is written down, not spent. */
final class Simulator implements AutoCloseable {
    static final String MODEL = "deepseek/deepseek-v3.2-exp";
    static final long NOW = 1_760_000_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    final RecordingScheduler scheduler = new RecordingScheduler();
    private final HttpClient client = HttpClient.newHttpClient();
    private final SandboxUpstream upstream;

    Simulator() {
        upstream = new SandboxUpstream(
                new SandboxProperties(Duration.ofMillis(80), Duration.ofMillis(15)),
                Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC),
                new Random(1),
                scheduler);
    }

    URI baseUrl() {
        return upstream.baseUrl();
    }

    /** A request with one user message; {@code more} is further members, each with a comma before it. */
    static String asking(String question, String... more) {
        return "{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":"
                + JSON.writeValueAsString(question) + "}]" + String.join("", more) + "}";
    }

    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return client.send(request(body).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(URI.create(baseUrl() + "/chat/completions"))
                .timeout(Duration.ofSeconds(20))
                .header("authorization", "Bearer " + SandboxUpstream.KEY)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    JsonNode answer(String body) throws IOException, InterruptedException {
        return JSON.readTree(post(body).body());
    }

    /** The data of every event, as text. */
    List<String> events(String body) throws IOException, InterruptedException {
        return events(post(body));
    }

    static List<String> events(HttpResponse<String> response) {
        List<String> events = new ArrayList<>();
        for (String event : response.body().split("\n\n", -1)) {
            if (event.startsWith("data: ")) {
                events.add(event.substring("data: ".length()));
            }
        }
        return events;
    }

    List<JsonNode> chunks(String body) throws IOException, InterruptedException {
        return events(body).stream()
                .filter(event -> !event.equals("[DONE]"))
                .map(JSON::readTree)
                .toList();
    }

    /** A connection of its own, with the request written. */
    Socket socket(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), baseUrl().getPort());
        socket.setSoTimeout(20_000);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer "
                + SandboxUpstream.KEY + "\r\ncontent-length: " + bytes.length + "\r\nconnection: close\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return socket;
    }

    /** Reads on until what has come contains {@code text}. */
    static String readUntil(Socket socket, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.indexOf(text) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }

    @Override
    public void close() {
        upstream.close();
        client.close();
    }
}
