package io.github.tallyport.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Ready-made answers of a provider, as scripts and as the bytes to make one's own of. */
public final class Answers {
    /** Ends a stream as OpenAI does. */
    public static final String DONE = "[DONE]";

    private Answers() {}

    /** The published example, as it is printed. */
    public static Script published() {
        return json(200, resource("chat-response.json"));
    }

    /** A file of {@code src/test/resources/upstream}. */
    public static String resource(String name) {
        try (InputStream in = Answers.class.getResourceAsStream("/upstream/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no such file: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON with a length, in one write. */
    public static Script json(int status, String body, String... headers) {
        return withLength(status, "application/json", utf8(body), headers);
    }

    /** As a proxy in front of a provider fails. */
    public static Script html(int status) {
        String page = "<html><head><title>" + status + "</title></head><body><center>nginx</center></body></html>\r\n";
        return withLength(status, "text/html", utf8(page));
    }

    public static Script gzip(int status, String contentType, byte[] body) {
        return withLength(status, contentType, zipped(body), "Content-Encoding: gzip");
    }

    /** A thousand times larger when it is inflated. */
    public static Script gzipBomb(int inflatedBytes) {
        byte[] blanks = new byte[inflatedBytes];
        Arrays.fill(blanks, (byte) ' ');
        return gzip(200, "application/json", blanks);
    }

    public static Script withLength(int status, String contentType, byte[] body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type: " + contentType;
        all[headers.length + 1] = "Content-Length: " + body.length;
        return Script.start().bytes(joined(utf8(head(status, all)), body));
    }

    /** A body in chunks of at most {@code size} bytes, each chunk in its own write. */
    public static Script chunked(int status, String contentType, byte[] body, int size) {
        Script script = Script.start().text(head(status, "Content-Type: " + contentType, "Transfer-Encoding: chunked"));
        for (int from = 0; from < body.length; from += size) {
            script = script.bytes(chunk(Arrays.copyOfRange(body, from, Math.min(body.length, from + size))));
        }
        return script.bytes(lastChunk());
    }

    /** A body whose end is the end of the connection. */
    public static Script untilClose(int status, String contentType, byte[] body) {
        return Script.start()
                .text(head(status, "Content-Type: " + contentType, "Connection: close"))
                .bytes(body)
                .fin();
    }

    /** A whole stream: its head, each event's data in its own chunk, the end of the body. {@code [DONE]} is not added. */
    public static Script sse(String... data) {
        Script script = sseHead();
        for (String one : data) {
            script = script.then(event(one));
        }
        return script.bytes(lastChunk());
    }

    /** The head of a stream whose body is chunked. */
    public static Script sseHead(String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type: text/event-stream";
        all[headers.length + 1] = "Transfer-Encoding: chunked";
        return Script.start().text(head(200, all));
    }

    /** One event, as a chunk of the body. */
    public static Script event(String data) {
        return raw("data: " + data + "\n\n");
    }

    /** Any text as a chunk of the body: comments, other line ends, half an event. */
    public static Script raw(String text) {
        return Script.start().bytes(chunk(utf8(text)));
    }

    public static Script end() {
        return Script.start().bytes(lastChunk());
    }

    /** A status line and header lines, with the empty line. */
    public static String head(int status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    public static byte[] chunk(byte[] bytes) {
        return joined(utf8(Integer.toHexString(bytes.length) + "\r\n"), bytes, utf8("\r\n"));
    }

    public static byte[] lastChunk() {
        return utf8("0\r\n\r\n");
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
