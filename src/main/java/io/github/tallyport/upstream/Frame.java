package io.github.tallyport.upstream;

import io.netty.buffer.ByteBuf;

/**
 * Bytes for the client that nobody else owns: whoever drops a frame releases it. A type of its own, because what comes from a
 * provider is a {@code ByteBuf} that must not be released by whoever drops it.
 */
public record Frame(ByteBuf bytes) {
    public void release() {
        bytes.release();
    }
}
