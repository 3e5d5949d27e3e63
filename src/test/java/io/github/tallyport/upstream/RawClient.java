package io.github.tallyport.upstream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that sends exactly the given bytes, and reads what comes back as bytes. Every read ends after the
 * connection's patience with a {@link SocketTimeoutException}. Not thread-safe.
 */
public final class RawClient implements AutoCloseable {
    /**
     * What came back.
     *
     * @param head the status line and header lines, without the empty line
     * @param body without chunking
     */
    public record Reply(int status, String head, byte[] body) {
        /** The first header of that name, whatever its case. */
        public @Nullable String header(String name) {
            List<String> all = headers(name);
            return all.isEmpty() ? null : all.getFirst();
        }

        public List<String> headers(String name) {
            return lines().stream()
                    .filter(line -> line.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        private List<Map.Entry<String, String>> lines() {
            return Arrays.stream(head.split("\r\n", -1))
                    .skip(1)
                    .map(line -> line.split(":", 2))
                    .map(pair -> Map.entry(pair[0], pair[1].strip()))
                    .toList();
        }
    }

    private final Socket socket = new Socket();
    private final InputStream in;

    public RawClient(int port) throws IOException {
        this(port, Duration.ofSeconds(10));
    }

    public RawClient(int port, Duration patience) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** A request with a Host and, when there is a body, its length; {@code lines} are further header lines. */
    public static String request(String method, String path, String body, String... lines) {
        StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String line : lines) {
            text.append(line).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One byte at a time, each in its own segment. */
    public RawClient sendSlowly(String text, Duration gap) throws IOException, InterruptedException {
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            send(new byte[] {one});
            Thread.sleep(gap);
        }
        return this;
    }

    /** The next reply to its end. */
    public Reply reply() throws IOException {
        Reply head = head();
        return new Reply(head.status(), head.head(), body(head));
    }

    /** The next reply to a HEAD, whose body is announced and never sent; or the head of one whose body is read apart. */
    public Reply head() throws IOException {
        String status = mustLine();
        List<String> lines = new ArrayList<>(List.of(status));
        for (String line = mustLine(); !line.isEmpty(); line = mustLine()) {
            lines.add(line);
        }
        return new Reply(Integer.parseInt(status.split(" ", 3)[1]), String.join("\r\n", lines), new byte[0]);
    }

    /** One line of the body or head, without its end; {@code null} at the end of the connection. */
    public @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.UTF_8);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    /** One chunk of a chunked body; {@code null} for the last. */
    public byte @Nullable [] chunk() throws IOException {
        int size = Integer.parseInt(mustLine(), 16);
        byte[] bytes = exactly(size);
        mustLine();
        return size == 0 ? null : bytes;
    }

    /** Whether the server has closed, by FIN or RST; waits for it. Anything it sends instead is an error. */
    public boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] body(Reply head) throws IOException {
        if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        if ("chunked".equalsIgnoreCase(head.header("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (byte[] one = chunk(); one != null; one = chunk()) {
                body.writeBytes(one);
            }
            return body.toByteArray();
        }
        String length = head.header("content-length");
        return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server closed within a body");
        }
        return bytes;
    }

    private String mustLine() throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException("the server closed");
        }
        return line;
    }
}
