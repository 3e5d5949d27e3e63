/**
 * Who is calling.
 *
 * <p>A key is looked up by the HMAC of its whole text in bounded memory, filled from {@code tenancy} on first use; changes are
 * numbered by the transaction that makes them, and every replica reads the new numbers once a second, sooner when a signal
 * says that there are some, and forgets what they are about. So a request costs no query, and what an operator takes back is
 * gone everywhere within two seconds. When a key was last used is noted in memory and written now and then. When the database is away, keys that are known keep working, declared ones from the start, and others are answered with 503: a key is never
 * called wrong for the gateway's own trouble. Turned down: a time to live as the only way out of memory (revocation would
 * wait for it), and looking keys up by their public part (it would be remembered with whatever secret came along).
 */
@NullMarked
package io.github.tallyport.access;

import org.jspecify.annotations.NullMarked;
