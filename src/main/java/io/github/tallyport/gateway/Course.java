package io.github.tallyport.gateway;

import io.github.tallyport.fault.Fault;
import io.github.tallyport.ledger.Tab;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Where a request's answer comes from, and what that comes to. */
interface Course {
    /** Runs a task when all that the answer came to is settled. */
    void whenQuiet(Runnable task);

    /** Whether nothing more is to come: all that is left is what is being handed over now. */
    boolean isEnded();

    /**
     * Closes the tab; only the first call counts.
     *
     * @param fault why the client gets no answer, or null
     * @param begun whether the answer has begun
     */
    void close(Tab tab, @Nullable Fault fault, boolean begun);

    /**
     * Where the answer's bytes come from.
     *
     * @param client the loop of the client's connection
     */
    default Executor source(Executor client) {
        return client;
    }

    /** The client has gone, or has everything. */
    default void leave() {}
}
