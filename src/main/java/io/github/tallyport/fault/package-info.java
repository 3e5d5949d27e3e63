/**
 * Every reason for not answering: status, type, code, and whose fault it is.
 *
 * <p>A refusal is data with an author, decided where the reason is known and written out at the edge in OpenAI's envelope;
 * all sentences a client can read live in this package. Turned down: an exception class per reason (a hierarchy nobody
 * catches by class), and Spring's problem+json (official SDKs lose its fields).
 */
@NullMarked
package io.github.tallyport.fault;

import org.jspecify.annotations.NullMarked;
