package io.github.tallyport.upstream;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Bytes for a client that does not want them yet: at most one buffer, in order. */
final class Held {
    private @Nullable ByteBuf bytes;

    /** What was held, or null; nothing is held afterwards. */
    @Nullable
    ByteBuf taken() {
        ByteBuf before = bytes;
        bytes = null;
        return before;
    }

    /** All there is now: what was held, then {@code next}; nothing is held afterwards. */
    ByteBuf after(ByteBuf next) {
        ByteBuf before = taken();
        if (before == null) {
            return next;
        }
        before.writeBytes(next);
        next.release();
        return before;
    }

    void hold(ByteBuf ready) {
        bytes = ready;
    }

    void release() {
        ByteBuf before = taken();
        if (before != null) {
            before.release();
        }
    }
}
