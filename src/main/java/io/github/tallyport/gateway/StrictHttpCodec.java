package io.github.tallyport.gateway;

import io.github.tallyport.edge.RequestId;
import io.github.tallyport.fault.Fault;
import io.github.tallyport.fault.RequestFaults;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection's HTTP/1: what is ambiguous is refused here, and nothing behind it ever sees it.
 *
 * <p>The maintainer's essay. A refusal is written by this codec itself, in the envelope, and the connection closed: Reactor
 * Netty would answer a decoder's failure with an empty body and a warning in the log. No request is decoded before the one in
 * front of it has been answered: so a refusal is never out of turn, and a client that pipelines cannot fill the unbounded
 * queue behind (while a stream is relayed, reading goes on, to see the client leave). What it sends ahead waits here as bytes,
 * and above {@link #MAX_AHEAD} it is cut off. When a body turns out bad after its response has begun there is nothing left to
 * say, and the connection is closed. The rest of a body that was answered early is read and thrown away for a short while.
 *
 * <p>All of it runs on the connection's event loop.
 */
final class StrictHttpCodec extends CombinedChannelDuplexHandler<HttpRequestDecoder, HttpResponseEncoder> {
    /** Bytes a client may send ahead of the answer to the request before. */
    private static final int MAX_AHEAD = 65_536;

    private final HeadLines lines;
    private final HeadLaw law;
    private final RequestId requestId;
    private final Decoder decoder;
    private final Farewell farewell;
    private final Deadline head;
    private final Deadline rest;

    private boolean requestOpen;
    private boolean responseOpen;
    private boolean responseBegun;
    private boolean headOnly;

    StrictHttpCodec(StrictHttpProperties properties, RequestId requestId) {
        this.requestId = requestId;
        lines = new HeadLines(properties.maxRequestLineBytes());
        law = new HeadLaw(properties.maxRequestLineBytes(), properties.maxHeadBytes());
        farewell = new Farewell(properties.linger());
        head = new Deadline(properties.headTimeout());
        rest = new Deadline(properties.linger());
        decoder = new Decoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(properties.maxRequestLineBytes())
                .setMaxHeaderSize(properties.maxHeadBytes()));
        init(decoder, new Encoder());
    }

    private @Nullable Fault begin(HttpRequest request) {
        head.met();
        lines.reset();
        headOnly = request.method().equals(HttpMethod.HEAD);
        Fault fault = law.fault(request);
        if (fault == null) {
            requestOpen = true;
            responseOpen = true;
            responseBegun = false;
        }
        return fault;
    }

    private @Nullable Fault go(ChannelHandlerContext ctx, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            return law.undecodable(content.decoderResult().cause());
        }
        if (content instanceof LastHttpContent last) {
            if (!last.trailingHeaders().isEmpty()) {
                return RequestFaults.malformed("it has trailers");
            }
            rest.met();
            requestOpen = false;
            next(ctx);
        }
        return null;
    }

    private void answered(ChannelHandlerContext ctx) {
        responseOpen = false;
        if (requestOpen) {
            rest.begin(ctx, () -> farewell.silently(ctx));
        } else {
            next(ctx);
        }
    }

    /** When both halves of an exchange are over, turns to what was sent ahead. */
    private void next(ChannelHandlerContext ctx) {
        if (!requestOpen && !responseOpen && decoder.isBehind()) {
            ChannelPipeline pipeline = ctx.pipeline();
            ctx.executor().execute(() -> pipeline.fireChannelRead(Unpooled.EMPTY_BUFFER));
        }
    }

    private void refuse(ChannelHandlerContext ctx, Fault fault, boolean withoutBody) {
        boolean tooLate = requestOpen && (responseBegun || !responseOpen);
        if (tooLate) {
            farewell.silently(ctx);
        } else {
            farewell.say(ctx, RefusalBytes.of(ctx.alloc(), fault, requestId.next(), withoutBody));
        }
    }

    private final class Decoder extends HttpRequestDecoder {
        private Decoder(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
            if (farewell.isSaid()) {
                in.skipBytes(in.readableBytes());
            } else if (requestOpen) {
                super.decode(ctx, in, out);
                inspect(ctx, out);
            } else if (!responseOpen) {
                head(ctx, in, out);
            } else if (in.readableBytes() > MAX_AHEAD) {
                farewell.silently(ctx);
            }
        }

        /** What an end of the connection leaves unfinished is nobody's request. */
        @Override
        protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
            super.decodeLast(ctx, in, out);
            drop(out);
        }

        boolean isBehind() {
            return actualReadableBytes() > 0;
        }

        private void head(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
            String flaw = lines.flaw(in);
            if (flaw != null) {
                in.skipBytes(in.readableBytes());
                refuse(ctx, RequestFaults.malformed(flaw), false);
                return;
            }
            super.decode(ctx, in, out);
            if (out.isEmpty()) {
                head.begin(ctx, () -> refuse(ctx, RequestFaults.headTooSlow(), false));
            } else {
                inspect(ctx, out);
            }
        }

        /** Goes through what one call of the decoder made: the list was empty before. */
        private void inspect(ChannelHandlerContext ctx, List<Object> out) {
            for (Object each : out) {
                Fault fault = each instanceof HttpRequest request ? begin(request) : go(ctx, (HttpContent) each);
                if (fault != null) {
                    drop(out);
                    refuse(ctx, fault, headOnly);
                    return;
                }
            }
        }

        private void drop(List<Object> out) {
            out.forEach(ReferenceCountUtil::release);
            out.clear();
        }
    }

    private final class Encoder extends HttpResponseEncoder {
        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
            if (farewell.isSaid()) {
                ReferenceCountUtil.release(message);
                promise.tryFailure(new ClosedChannelException());
                return;
            }
            boolean interim = message instanceof HttpResponse response
                    && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            responseBegun = responseBegun || !interim;
            boolean last = message instanceof LastHttpContent && !interim;
            super.write(ctx, message, promise);
            if (last) {
                answered(ctx);
            }
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse response) {
            return headOnly || super.isContentAlwaysEmpty(response);
        }

        /** A close with a body still coming in would be a reset, and might take the answer with it. */
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // it is the promise, which the caller has
        public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
            if (requestOpen && !farewell.isSaid() && ctx.channel().isActive()) {
                farewell.linger(ctx, promise);
            } else {
                ctx.close(promise);
            }
        }
    }
}
