package io.github.tallyport.upstream;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.UpstreamFaults;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Arrays;
import java.util.Locale;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/** The body of a provider's response, as it comes. */
final class Bodies {
    /** Bytes read of a body that only explains an error. */
    static final long MAX_ERROR = 64 * 1024;

    private final HttpClientResponse head;
    private final Connection connection;

    Bodies(HttpClientResponse head, Connection connection) {
        this.head = head;
        this.connection = connection;
    }

    boolean isEventStream() {
        String type = head.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).strip().startsWith("text/event-stream");
    }

    /** Buffers are only good during {@code onNext}. Cancelling closes the connection. */
    Flux<ByteBuf> stream() {
        String encoding = head.responseHeaders().get(HttpHeaderNames.CONTENT_ENCODING);
        Flux<ByteBuf> raw = connection.inbound().receive();
        boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
        return (plain ? raw : Inflation.of(encoding, raw)).onErrorMap(Failures::inBody);
    }

    Mono<byte[]> gather(long max) {
        return stream().collect(() -> new Gathered(max), Gathered::add).map(Gathered::bytes);
    }

    /** Closes the connection: what is still to come is not wanted. */
    <T> Flux<T> abandon(Fault fault) {
        connection.dispose();
        return Flux.error(fault.refusal());
    }

    private static final class Gathered {
        private final long max;
        private byte[] bytes = new byte[0];
        private int length;

        Gathered(long max) {
            this.max = max;
        }

        void add(ByteBuf part) {
            int more = part.readableBytes();
            if (length + (long) more > max) {
                throw UpstreamFaults.broken("its answer is longer than " + max + " bytes")
                        .refusal();
            }
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, length == 0 ? more : Math.max(length + more, 2 * length));
            }
            part.readBytes(bytes, length, more);
            length += more;
        }

        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
    }
}
