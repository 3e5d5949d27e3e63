/**
 * The wire format, as far as the gateway reads it.
 *
 * <p>Bytes are spliced, not re-serialised: what a streaming parse found out about a document is kept as positions, and the
 * other side gets the original bytes with members cut out and put in. Turned down: tree models and data binding, which
 * would forward a second interpretation of what was validated.
 */
@NullMarked
package io.github.tallyport.openai;

import org.jspecify.annotations.NullMarked;
