package io.github.tallyport.upstream;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Bytes for a client that does not want them yet: at most one buffer, in order. */
final class Held {
    private @Nullable ByteBuf bytes;

    /** All there is now: what was held, then {@code next}; nothing is held afterwards. */
    @Nullable
    ByteBuf with(@Nullable ByteBuf next) {
        ByteBuf before = bytes;
        bytes = null;
        if (before == null || next == null) {
            return before == null ? next : before;
        }
        before.writeBytes(next);
        next.release();
        return before;
    }

    void hold(ByteBuf ready) {
        bytes = ready;
    }

    void release() {
        ByteBuf before = with(null);
        if (before != null) {
            before.release();
        }
    }
}
