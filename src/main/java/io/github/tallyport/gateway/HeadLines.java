package io.github.tallyport.gateway;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a request's head before Netty's decoder does, for what the decoder forgives without a trace: folded lines, tabs
 * and several blanks in the request line, HTTP/0.9, blank lines in front. Not thread-safe; one per connection.
 *
 * <p>It searches line ends only, and reads the request line byte by byte: about a fifth of a microsecond per request.
 * Everything else the decoder judges itself, or leaves visible to {@link HeadLaw}.
 */
final class HeadLines {
    private static final byte[] HTTP_1 = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

    private final int maxRequestLine;
    private boolean requestLineSeen;

    HeadLines(int maxRequestLine) {
        this.maxRequestLine = maxRequestLine;
    }

    /** A new request begins. */
    void reset() {
        requestLineSeen = false;
    }

    /**
     * @param in what has not been decoded yet; it begins at the start of a line, because the decoder takes whole lines
     * @return what is wrong with the lines that are complete; a line that is too long is left to the decoder
     */
    @Nullable
    String flaw(ByteBuf in) {
        int at = in.readerIndex();
        int end = in.writerIndex();
        if (!requestLineSeen && at < end) {
            byte first = in.getByte(at);
            if (first <= ' ') {
                return "something precedes the request line";
            }
            int lineEnd = in.indexOf(at, end, (byte) '\n');
            if (lineEnd < 0) {
                return null;
            }
            if (lineEnd - at > maxRequestLine + 1) {
                return null;
            }
            requestLineSeen = true;
            String flaw = requestLineFlaw(in, at, lineEnd - 1);
            if (flaw != null) {
                return flaw;
            }
            at = lineEnd + 1;
        }
        while (at < end) {
            byte first = in.getByte(at);
            if (first == ' ' || first == '\t') {
                return "a header line is folded";
            }
            if (first == '\r') {
                return null;
            }
            int lineEnd = in.indexOf(at, end, (byte) '\n');
            if (lineEnd < 0) {
                return null;
            }
            at = lineEnd + 1;
        }
        return null;
    }

    /** @param to where the carriage return must be */
    private static @Nullable String requestLineFlaw(ByteBuf in, int from, int to) {
        if (to < from || in.getByte(to) != '\r') {
            return "a line ends without a carriage return";
        }
        int blanks = 0;
        int version = from;
        for (int i = from; i < to; i++) {
            byte b = in.getByte(i);
            if (b == ' ') {
                blanks++;
                version = i + 1;
            } else if (b < ' ' || b == 0x7F) {
                return "the request line has a character that is not printable ASCII";
            }
        }
        if (blanks != 2 || to - version != HTTP_1.length + 1) {
            return "the request line is not a method, a target and a version";
        }
        for (int i = 0; i < HTTP_1.length; i++) {
            if (in.getByte(version + i) != HTTP_1[i]) {
                return "the version is not HTTP/1.1 or HTTP/1.0";
            }
        }
        byte minor = in.getByte(to - 1);
        return minor == '1' || minor == '0' ? null : "the version is not HTTP/1.1 or HTTP/1.0";
    }
}
