/**
 * Answers given before, and answers on their way to somebody else.
 *
 * <p>A request is remembered under all that could change its answer: who shares it, the model and what stands behind it, and
 * the request as its provider gets it, in one canonical form. One document is kept of an answer, and JSON and streams are both
 * made of it. Who asks what somebody is asking already waits for the same answer, live: a flight goes on while anybody is aboard.
 * Turned down: similar questions (a wrong answer costs more than a call), keeping the stream as it came (two copies, and none for
 * JSON), a buffer for each who waits (a crowd would hold the answer as often as it has heads), and a string prefix for who shares.
 */
@NullMarked
package io.github.tallyport.cache;

import org.jspecify.annotations.NullMarked;
