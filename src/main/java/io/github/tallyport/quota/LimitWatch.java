package io.github.tallyport.quota;

import java.util.List;
import java.util.function.BiConsumer;

/** How limits stand, and which of them refuse, for meters. Thread-safe. */
public interface LimitWatch {
    /**
     * How much a limit has left.
     *
     * @param left in the limit's own unit; below 0 when more was used than there was, or the limit was lowered
     */
    record Left(String tenant, Limit limit, long left) {}

    /**
     * The limits that were claimed of within the last minute, and what they had left by then as this replica saw it; a rate as it
     * has refilled since. Of keys of one tenant, the one that has least left.
     */
    List<Left> remaining();

    /** @param listener is told of every refusal from now on: the tenant and the limit; on the thread of the request */
    void whenRefused(BiConsumer<String, Limit> listener);
}
