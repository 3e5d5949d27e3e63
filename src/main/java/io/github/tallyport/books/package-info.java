/**
 * What every request came to, in the database for good: rows, sums, reports, verification.
 *
 * <p>A row is named by its journal and number there, so that shipping a journal again changes nothing; sums per quarter of an
 * hour and per day are raised in the transaction that inserts the row. Reports take whole spans from the sums and the edges
 * from the rows, and are exact for any two moments. Two clocks never meet: the moment a request was received decides where it
 * is counted, and the tenant's zone at that moment which day it is.
 *
 * <p>Retention deletes rows in small transactions, oldest first. Turned down: daily partitions, which SQLite does not know,
 * whose key must be part of the primary key (an entry that is shipped twice would have to be looked for in all of them), and
 * which somebody has to make ahead of time, or rows have nowhere to go. What deletion costs more is spread over the day. Once
 * rows of a time may be deleted, an entry of that time is not taken any more: nobody could tell whether it was counted.
 * Turned down too: an outbox table beside the journal, and sums that are reckoned from time to time, which are always late.
 */
@NullMarked
package io.github.tallyport.books;

import org.jspecify.annotations.NullMarked;
