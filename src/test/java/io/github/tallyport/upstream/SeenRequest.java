package io.github.tallyport.upstream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request a {@link FakeUpstream} has read to its end.
 *
 * @param connection counts from 1; requests of one connection share it
 * @param path with its query, as it was sent
 * @param headers in order, names as they were sent
 * @param body without chunking
 * @param nanoTime when its last byte had arrived
 */
public record SeenRequest(
        int connection,
        String method,
        String path,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        long nanoTime) {
    /** The first of that name, whatever its case. */
    public @Nullable String header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    SeenRequest withBody(byte[] read, long at) {
        return new SeenRequest(connection, method, path, headers, read, at);
    }
}
