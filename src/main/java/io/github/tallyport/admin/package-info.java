/**
 * The HTTP edge for operators, on the management port: tenants, keys and what was done to them, and what was used.
 *
 * <p>One table of operations makes both the routes and the OpenAPI document; records of room {@code shape} are both the bodies
 * and their schemas. Every write is one transaction with its entry in the audit. Turned down: a path of the client port, which
 * a confused proxy could open to everybody, annotated controllers with a description generated beside them, and a session for
 * browsers.
 */
@NullMarked
package io.github.tallyport.admin;

import org.jspecify.annotations.NullMarked;
