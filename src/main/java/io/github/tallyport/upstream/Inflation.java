package io.github.tallyport.upstream;

import io.github.tallyport.fault.UpstreamFaults;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.JdkZlibDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import reactor.core.publisher.Flux;

/**
 * Unpacks answers of providers that compress although they were asked not to, with a bound on what one packet may become:
 * a few kilobytes can hold gigabytes.
 */
final class Inflation {
    private static final int MAX_PART = 4 * 1024 * 1024;

    private final EmbeddedChannel channel;

    private Inflation(ZlibWrapper wrapper) {
        channel = new EmbeddedChannel(new JdkZlibDecoder(wrapper, MAX_PART));
    }

    /** @param encoding the value of {@code Content-Encoding} */
    static Flux<ByteBuf> of(String encoding, Flux<ByteBuf> raw) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> unpacked(ZlibWrapper.GZIP, raw);
            case "deflate" -> unpacked(ZlibWrapper.ZLIB_OR_NONE, raw);
            default ->
                raw.take(0)
                        .concatWith(Flux.error(UpstreamFaults.broken("its answer is encoded in a way nobody asked for")
                                .refusal()));
        };
    }

    private static Flux<ByteBuf> unpacked(ZlibWrapper wrapper, Flux<ByteBuf> raw) {
        return Flux.using(
                () -> new Inflation(wrapper),
                inflation -> raw.<ByteBuf>handle((in, sink) -> {
                    byte[] bytes = inflation.inflate(in);
                    if (bytes.length > 0) {
                        sink.next(Unpooled.wrappedBuffer(bytes));
                    }
                }),
                inflation -> inflation.channel.finishAndReleaseAll());
    }

    private byte[] inflate(ByteBuf in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            channel.writeInbound(Unpooled.copiedBuffer(in));
            for (ByteBuf part = channel.readInbound(); part != null; part = channel.readInbound()) {
                try {
                    if (out.size() + part.readableBytes() > MAX_PART) {
                        throw tooMuch();
                    }
                    part.readBytes(out, part.readableBytes());
                } finally {
                    part.release();
                }
            }
        } catch (DecompressionException e) {
            throw tooMuch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static RuntimeException tooMuch() {
        return UpstreamFaults.broken("its compressed answer cannot be unpacked").refusal();
    }
}
