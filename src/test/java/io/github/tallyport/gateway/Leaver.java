package io.github.tallyport.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.tallyport.openai.TokenMeter;
import io.github.tallyport.upstream.RawClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that asks for a chat, reads as far as it likes, and goes. */
final class Leaver implements AutoCloseable {
    /** How a client goes. */
    enum Way {
        FIN,
        RST,
        /** It sends nothing any more, and goes on reading. */
        HALF_CLOSE,
        /** It reads no more, and says nothing. */
        SILENT
    }

    private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");

    private final RawClient client;
    private final String key;
    private final String requestId;
    private final StringBuilder received = new StringBuilder();

    Leaver(int port, String key, String requestId) throws IOException {
        this(port, key, requestId, Duration.ofSeconds(10));
    }

    /** @param patience for each read */
    Leaver(int port, String key, String requestId, Duration patience) throws IOException {
        this.client = new RawClient(port, patience);
        this.key = key;
        this.requestId = requestId;
    }

    Leaver ask(String body) throws IOException {
        client.send(request(body));
        return this;
    }

    /** Asks, and sends half of the body once the gateway knows whose request it is and wants the body. */
    Leaver askByHalf(String body) throws IOException {
        String all = request(body, "Expect: 100-continue");
        int head = all.length() - body.length();
        client.send(all.substring(0, head)).head();
        client.send(all.substring(head, head + body.length() / 2));
        return this;
    }

    private String request(String body, String... more) {
        List<String> lines = new ArrayList<>(List.of(more));
        lines.add("Authorization: Bearer " + key);
        lines.add("Content-Type: application/json");
        lines.add("x-request-id: " + requestId);
        return RawClient.request("POST", "/v1/chat/completions", body, lines.toArray(String[]::new));
    }

    /** Reads a stream until a text has come. */
    Leaver readUntil(String text) throws IOException {
        if (received.isEmpty()) {
            client.head();
        }
        while (received.indexOf(text) < 0) {
            if (!readChunk()) {
                throw new EOFException("the stream ended before " + text);
            }
        }
        return this;
    }

    /** Reads so many pieces of a stream, or all when it has fewer. */
    void read(int pieces) throws IOException {
        client.head();
        for (int i = 0; i < pieces && readChunk(); i++) {
            // on to the next
        }
    }

    /** Reads whatever of a stream still comes. */
    Leaver readRest() throws IOException {
        try {
            if (received.isEmpty()) {
                client.head();
            }
            while (readChunk()) {
                // on to the next
            }
        } catch (EOFException | SocketException cutOff) {
            // what had come before is what was received
        }
        return this;
    }

    private boolean readChunk() throws IOException {
        byte[] chunk = client.chunk();
        if (chunk != null) {
            received.append(new String(chunk, UTF_8));
        }
        return chunk != null;
    }

    /** The whole of a JSON answer. */
    RawClient.Reply reply() throws IOException {
        return client.reply();
    }

    /** @return when, in {@link System#nanoTime} */
    long leave(Way way) throws IOException {
        long now = System.nanoTime();
        switch (way) {
            case FIN -> client.close();
            case RST -> client.reset();
            case HALF_CLOSE -> client.halfClose();
            case SILENT -> {}
        }
        return now;
    }

    String received() {
        return received.toString();
    }

    /** Tokens of the text that was received, as the gateway would reckon them. */
    long tokens() {
        TokenMeter meter = new TokenMeter();
        Matcher content = CONTENT.matcher(received);
        while (content.find()) {
            meter.add(content.group(1));
        }
        return meter.estimate();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
