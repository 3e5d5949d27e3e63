package io.github.tallyport.gateway;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.RequestFaults;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request's head must be so that everybody who reads it reads the same: one host, one length or one chunked coding,
 * one key, a target that is a path. Stricter than RFC 9112 where that lets a server choose.
 */
final class HeadLaw {
    /** Headers that may come once; a bit each. */
    private static final int HOST = 1;

    private static final int LENGTH = 2;
    private static final int CODING = 4;
    private static final int EXPECT = 8;
    private static final int OLD_WEBSOCKET = 16;
    private static final int AUTHORIZATION = 32;
    private static final int API_KEY_BIT = 64;
    private static final int X_API_KEY_BIT = 128;
    private static final int CONTENT_TYPE = 256;

    private final int maxRequestLine;
    private final int maxHead;

    HeadLaw(int maxRequestLine, int maxHead) {
        this.maxRequestLine = maxRequestLine;
        this.maxHead = maxHead;
    }

    /** Why the request is refused, or {@code null}. */
    @Nullable
    Fault fault(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return undecodable(request.decoderResult().cause());
        }
        if (!isPath(request.uri()) || request.method().equals(HttpMethod.CONNECT)) {
            return RequestFaults.malformed("the target is not a path");
        }
        int seen = 0;
        Iterator<Map.Entry<CharSequence, CharSequence>> all = request.headers().iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            CharSequence name = header.getKey();
            int bit = bit(name);
            if (bit != 0) {
                if ((seen & bit) != 0) {
                    return RequestFaults.malformed("the header " + name + " comes twice");
                }
                seen |= bit;
                Fault fault = valueFault(bit, header.getValue());
                if (fault != null) {
                    return fault;
                }
            }
        }
        if ((seen & HOST) == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return RequestFaults.malformed("the header host is missing");
        }
        return (seen & (LENGTH | CODING)) == (LENGTH | CODING)
                ? RequestFaults.malformed("it has a length and a transfer coding")
                : null;
    }

    /** What the decoder itself did not take, in a head or a body. */
    Fault undecodable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> RequestFaults.requestLineTooLong(maxRequestLine);
            case TooLongHttpHeaderException _ -> RequestFaults.headTooLarge(maxHead);
            default -> RequestFaults.malformed("it breaks the rules of HTTP/1.1");
        };
    }

    private static int bit(CharSequence name) {
        return switch (name.length()) {
            case 4 -> bit(name, HttpHeaderNames.HOST, HOST);
            case 6 -> bit(name, HttpHeaderNames.EXPECT, EXPECT);
            case 7 -> bit(name, HeaderNames.API_KEY, API_KEY_BIT);
            case 9 -> bit(name, HeaderNames.X_API_KEY, X_API_KEY_BIT);
            case 12 -> bit(name, HttpHeaderNames.CONTENT_TYPE, CONTENT_TYPE);
            case 13 -> bit(name, HttpHeaderNames.AUTHORIZATION, AUTHORIZATION);
            case 14 -> bit(name, HttpHeaderNames.CONTENT_LENGTH, LENGTH);
            case 17 -> bit(name, HttpHeaderNames.TRANSFER_ENCODING, CODING);
            case 18 -> bit(name, HttpHeaderNames.SEC_WEBSOCKET_KEY1, OLD_WEBSOCKET);
            default -> 0;
        };
    }

    private static int bit(CharSequence name, AsciiString known, int bit) {
        return known.contentEqualsIgnoreCase(name) ? bit : 0;
    }

    private static @Nullable Fault valueFault(int bit, CharSequence value) {
        return switch (bit) {
            case HOST -> isHost(value) ? null : RequestFaults.malformed("the header host is not a host");
            case LENGTH -> isLength(value) ? null : RequestFaults.malformed("the length is not a number");
            case CODING ->
                HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(value)
                        ? null
                        : RequestFaults.malformed("the transfer coding is not chunked");
            case EXPECT ->
                HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(value) ? null : RequestFaults.expectationFailed();
            // Netty takes eight bytes of body after a head with this one, whatever its length says.
            case OLD_WEBSOCKET -> RequestFaults.malformed("it is a WebSocket handshake of before RFC 6455");
            default -> null;
        };
    }

    /** {@code /} and printable ASCII without a fragment, a backslash or a broken escape. */
    private static boolean isPath(String target) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            return false;
        }
        for (int i = 1; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c > '~' || c == '#' || c == '\\') {
                return false;
            }
            if (c == '%'
                    && (i + 2 >= target.length() || !isHex(target.charAt(i + 1)) || !isHex(target.charAt(i + 2)))) {
                return false;
            }
        }
        return true;
    }

    /** A name or address with or without a port: nothing that could be a path, a user or a second host. */
    private static boolean isHost(CharSequence host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean fine = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~:[]%".indexOf(c) >= 0;
            if (!fine) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private static boolean isLength(CharSequence length) {
        for (int i = 0; i < length.length(); i++) {
            if (length.charAt(i) < '0' || length.charAt(i) > '9') {
                return false;
            }
        }
        return !length.isEmpty();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }
}
