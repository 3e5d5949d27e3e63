/**
 * Answers given before, and answers on their way to somebody else.
 *
 * <p>A request is remembered under all that could change its answer: who shares it, the model and what stands behind it, and
 * the request as its provider gets it, in one canonical form. One document is kept of an answer, and JSON and streams are both
 * made of it. Who asks what somebody is asking already waits for the same answer, live: a flight goes on while anybody is aboard.
 * Where replicas share a Redis, it has the answers too, compressed and under a name that a purge changes, and says whose turn it is to
 * ask under an Idempotency-Key; it is waited for a moment and then done without. Purges go by the database, which every replica
 * has.
 *
 * <p>Turned down: similar questions (a wrong answer costs more than a call), keeping the stream as it came (two copies, and none for
 * JSON), a buffer for each who waits (a crowd would hold the answer as often as it has heads), a string prefix for who shares, and
 * purges by a message (one that is lost leaves an answer standing).
 */
@NullMarked
package io.github.tallyport.cache;

import org.jspecify.annotations.NullMarked;
