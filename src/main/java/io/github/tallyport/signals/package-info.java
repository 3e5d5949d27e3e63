/**
 * Tells the other replicas that something changed.
 *
 * <p>A signal says only that it is time to look; what changed is in the database, which every replica also polls. So a signal
 * that is lost, sent twice or sent for nothing costs a second or a query, and never a wrong answer. Turned down: sending the
 * change itself (Redis would become a second source of truth), and PostgreSQL's LISTEN (it holds a connection per replica,
 * and SQLite has none).
 */
@NullMarked
package io.github.tallyport.signals;

import org.jspecify.annotations.NullMarked;
