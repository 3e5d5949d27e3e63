package io.github.tallyport.journal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Access to a mapping whose disk fails. Code that is compiled goes on after such an access, with nothing written and nothing
 * sensible read, and the {@link InternalError} follows at the next point where the thread looks whether anything is pending:
 * there must be one before anybody believes in what was done.
 */
final class Faults {
    private Faults() {}

    static <T> @Nullable T surfacing(Supplier<@Nullable T> access) {
        T result = access.get();
        surface();
        return result;
    }

    /** Whatever the virtual machine is asked, it looks for what is pending when it returns; this is a question of some 20 ns. */
    static void surface() {
        if (Thread.holdsLock(Faults.class)) {
            throw new IllegalStateException("nobody locks it");
        }
    }
}
