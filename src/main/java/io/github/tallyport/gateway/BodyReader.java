package io.github.tallyport.gateway;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.GatewayFaults;
import io.github.tallyport.fault.RequestFaults;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Takes in a request's body, within bounds: of one body, of all bodies at once, and of time. */
final class BodyReader {
    /** A body that is too large is still read, and thrown away, up to so many times the bound: the client then sees why. */
    private static final int POLITE = 4;

    private static final byte[] EMPTY = new byte[0];

    private final long max;
    private final long maxTogether;
    private final long timeoutNanos;
    private final AtomicLong together = new AtomicLong();

    BodyReader(GatewayProperties properties) {
        this.max = properties.maxBody().toBytes();
        this.maxTogether = properties.maxBodies().toBytes();
        this.timeoutNanos = properties.bodyTimeout().toNanos();
    }

    /** Bytes of all bodies that are being read now. */
    long together() {
        return together.get();
    }

    Mono<byte[]> read(Visit visit) {
        HttpHeaders headers = visit.request().requestHeaders();
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        boolean empty = "0".equals(length) || (length == null && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING));
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
        if (!isJson(type) && !(empty && type.isEmpty())) {
            return refused(RequestFaults.unsupportedContentType(type));
        }
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return refused(RequestFaults.unsupportedContentType(type + " encoded as " + encoding));
        }
        if (length != null && isOver(length, POLITE * max)) {
            return refused(RequestFaults.tooLarge(max));
        }
        return Mono.create(sink -> {
            Gathering gathering = new Gathering(sink);
            sink.onDispose(gathering);
            visit.request().receive().subscribe(gathering);
            gathering.watch(visit);
        });
    }

    private static Mono<byte[]> refused(Fault fault) {
        return Mono.error(fault.refusal());
    }

    private static boolean isOver(String length, long limit) {
        return length.length() > 18 || (length.chars().allMatch(Character::isDigit) && Long.parseLong(length) > limit);
    }

    /** {@code application/json} or {@code application/*+json}, whatever parameters follow. */
    static boolean isJson(String contentType) {
        if (contentType.equals("application/json")) {
            return true;
        }
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private final class Gathering extends BaseSubscriber<ByteBuf> {
        private final MonoSink<byte[]> sink;
        private byte[] bytes = EMPTY;
        private int length;
        private long seen;
        private long counted;
        private boolean ended;
        private @Nullable Future<?> alarm;

        Gathering(MonoSink<byte[]> sink) {
            this.sink = sink;
        }

        void watch(Visit visit) {
            if (!ended) {
                alarm = visit.loop()
                        .schedule(() -> fail(RequestFaults.bodyTooSlow()), timeoutNanos, TimeUnit.NANOSECONDS);
            }
        }

        @Override
        protected void hookOnNext(ByteBuf part) {
            int more = part.readableBytes();
            seen += more;
            if (seen > POLITE * max) {
                fail(RequestFaults.tooLarge(max));
            } else if (seen > max) {
                bytes = EMPTY;
                length = 0;
            } else if (together.addAndGet(more) > maxTogether) {
                counted += more;
                fail(GatewayFaults.overloaded());
            } else {
                counted += more;
                if (length + more > bytes.length) {
                    bytes = Arrays.copyOf(bytes, length == 0 ? more : Math.max(length + more, 2 * length));
                }
                part.readBytes(bytes, length, more);
                length += more;
            }
        }

        @Override
        protected void hookOnComplete() {
            end();
            if (seen > max) {
                sink.error(RequestFaults.tooLarge(max).refusal());
            } else {
                sink.success(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
            }
        }

        @Override
        protected void hookOnError(Throwable error) {
            end();
            sink.error(error);
        }

        @Override
        protected void hookOnCancel() {
            end();
        }

        private void fail(Fault why) {
            if (!ended) {
                cancel();
                sink.error(why.refusal());
            }
        }

        private void end() {
            if (!ended) {
                ended = true;
                together.addAndGet(-counted);
                Future<?> set = alarm;
                if (set != null) {
                    set.cancel(false);
                }
            }
        }
    }
}
