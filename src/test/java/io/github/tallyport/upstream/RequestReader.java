package io.github.tallyport.upstream;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests off a connection as they were sent: header names keep their case, bodies lose their chunking only. */
final class RequestReader {
    private final InputStream in;
    private final int connection;

    RequestReader(InputStream in, int connection) {
        this.in = in;
        this.connection = connection;
    }

    /** The next request, or {@code null} at the end of the connection. */
    @Nullable
    SeenRequest next() throws IOException {
        String line = line();
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ", 3);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String header = mustLine(); !header.isEmpty(); header = mustLine()) {
            int colon = header.indexOf(':');
            headers.add(Map.entry(
                    header.substring(0, colon), header.substring(colon + 1).strip()));
        }
        SeenRequest head =
                new SeenRequest(connection, parts[0], parts[1], List.copyOf(headers), new byte[0], System.nanoTime());
        return head.withBody(body(head), System.nanoTime());
    }

    private byte[] body(SeenRequest head) throws IOException {
        if ("chunked".equalsIgnoreCase(head.header("transfer-encoding"))) {
            return chunks();
        }
        String length = head.header("content-length");
        return length == null ? new byte[0] : exactly(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(mustLine().split(";", 2)[0].strip(), 16);
            body.writeBytes(exactly(size));
            String end = mustLine();
            if (size == 0) {
                while (!end.isEmpty()) {
                    end = mustLine();
                }
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the client left within a body");
        }
        return bytes;
    }

    private String mustLine() throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException("the client left within a request");
        }
        return line;
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
    }
}
