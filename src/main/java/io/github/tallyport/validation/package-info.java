/**
 * What is in a request, whether it is well formed, and whether a model takes it.
 *
 * <p>One pass of a strict streaming parser over the client's bytes; a table says for every parameter what it may be and what
 * becomes of it, and what is not on the table does not reach a provider. Turned down: data binding and tree models, which
 * coerce, allocate, and forward a second interpretation of what was checked; JSON Schema, whose findings are not OpenAI's
 * sentences; and a lenient reading, because two readers that disagree about a document are how limits are got around.
 */
@NullMarked
package io.github.tallyport.validation;

import org.jspecify.annotations.NullMarked;
