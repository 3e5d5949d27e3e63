/**
 * What every request came to: one receipt each, priced exactly.
 *
 * <p>A {@link io.github.tallyport.ledger.Tab} is opened when a request arrives and closed exactly once, from wherever its end
 * is first seen; the receipt goes to a queue the gateway owns, so that a client that leaves cannot cancel the settling.
 * Money is nano-yuan in {@code long}, overflow checked. Before a provider is asked, the journal holds the receipt of the worst
 * case: should the process die, that is what is booked, because the provider may charge it and nobody will ever know. Rows are
 * named by journal and number and not by the request's id, which a client may choose and use twice. Turned down: settling inside the client's subscription, and billing
 * from several places that each see some of the endings.
 */
@NullMarked
package io.github.tallyport.ledger;

import org.jspecify.annotations.NullMarked;
