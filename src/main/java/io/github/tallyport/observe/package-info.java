/**
 * Turns receipts into meters and one log line.
 *
 * <p>Everything an operator sees of a request comes from its receipt, after the request is over; nothing here runs on a
 * request's path. Turned down: observing inside the pipeline with filters, which see some endings twice and others never.
 */
@NullMarked
package io.github.tallyport.observe;

import org.jspecify.annotations.NullMarked;
