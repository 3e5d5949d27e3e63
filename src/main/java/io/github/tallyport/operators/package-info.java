/**
 * Who may run the gateway: the operators' keys, told apart by name, and how often one address may be wrong.
 *
 * <p>Configuration, not data: whoever can change tenants and keys must not be able to make more operators. Several keys, so
 * that people can be told apart and a key replaced without a gap. Turned down: operators in the database, a role for keys
 * of tenants, and any login with a session.
 */
@NullMarked
package io.github.tallyport.operators;

import org.jspecify.annotations.NullMarked;
