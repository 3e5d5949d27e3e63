package io.github.tallyport.upstream;

import io.netty.buffer.ByteBuf;

/** What a provider sends after its last event: read so that the pool can keep the connection, within bounds. */
final class Rest {
    static final long NANOS = 1_000_000_000;
    private static final int MOST = 64 * 1024;

    private int bytes;

    boolean isOver(ByteBuf more) {
        bytes += more.readableBytes();
        return bytes > MOST;
    }
}
