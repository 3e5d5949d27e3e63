package io.github.tallyport.fault;

import java.time.Duration;

/** What the client is told about asking again. SDKs obey it, some without any cap of their own. */
public sealed interface Retry {
    /** Nothing is said: the status alone decides what an SDK does. */
    record Unsaid() implements Retry {}

    /** Asking again cannot help within a minute: {@code x-should-retry: false}. */
    record Never() implements Retry {}

    /** Worth asking again after the wait; written as whole seconds from 1 to 60, and as milliseconds. */
    record After(Duration pause) implements Retry {
        /** For {@code Retry-After}: rounded up, never 0 (SDKs fire at once) and never above 60 (some sleep any time). */
        public int seconds() {
            return Math.toIntExact(Math.clamp((pause.toMillis() + 999) / 1000, 1, 60));
        }

        /** For {@code retry-after-ms}, 1 to 60000. */
        public long millis() {
            return Math.clamp(pause.toMillis(), 1, 60_000);
        }
    }
}
