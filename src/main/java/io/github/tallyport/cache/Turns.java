package io.github.tallyport.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whose turn it is, among replicas, to ask for what carries an Idempotency-Key. No call blocks or fails: when nobody can say
 * whose turn it is, it is this replica's. Thread-safe.
 */
interface Turns {
    /** Where replicas share nothing. */
    Turns NONE = (_, _) -> CompletableFuture.completedFuture(new Ours(() -> {}));

    /** Whose it is. */
    sealed interface Turn {}

    /** @param end gives it up; once */
    record Ours(Runnable end) implements Turn {}

    /** @param fingerprint of the request that they ask with */
    record Theirs(String fingerprint) implements Turn {}

    /** @param generation of the key at this moment */
    CompletionStage<Turn> take(Quest quest, long generation);
}
