package io.github.tallyport.cache;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers that all replicas can give. No call blocks or fails: whatever is wrong, an answer is not there. Thread-safe.
 */
interface Further {
    /** Where replicas share nothing. */
    Further NONE = new Further() {
        @Override
        public CompletionStage<Optional<KeptAnswer>> find(CacheKey key, long generation) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public void put(KeptAnswer answer, long generation) {}
    };

    /** @param generation of the key at this moment */
    CompletionStage<Optional<KeptAnswer>> find(CacheKey key, long generation);

    /** @param generation of its key when it was asked for */
    void put(KeptAnswer answer, long generation);
}
