package io.github.tallyport.upstream;

import io.github.tallyport.fault.Fault;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * From when on no answer is waited for any more. Whatever has a timer looks here once a second, which costs a request less
 * than being on a list of all that is on its way.
 */
final class Curfew {
    static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private volatile @Nullable Fault why;

    void begin(Fault reason) {
        why = reason;
    }

    /** Why everything is to end now, or null. */
    @Nullable
    Fault why() {
        return why;
    }
}
