/**
 * What every request came to: one receipt each, priced exactly.
 *
 * <p>A {@link io.github.tallyport.ledger.Tab} is opened when a request arrives and closed exactly once, from wherever its end
 * is first seen; the receipt goes to a queue the gateway owns, so that a client that leaves cannot cancel the settling.
 * Money is nano-yuan in {@code long}, overflow checked. Turned down: settling inside the client's subscription, and billing
 * from several places that each see some of the endings.
 */
@NullMarked
package io.github.tallyport.ledger;

import org.jspecify.annotations.NullMarked;
