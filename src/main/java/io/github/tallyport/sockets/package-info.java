/**
 * What every connection has in common, a client's as well as a provider's: when bytes are handed to the kernel.
 *
 * <p>Once for each turn of the event loop, for all its connections together: at saturation, waking the other side for each
 * answer by itself took a quarter of all that a request takes. Turned down: Netty's {@code FlushConsolidationHandler}, which
 * hands over as soon as the connection's own input is read, and so each answer of the cache by itself.
 */
@NullMarked
package io.github.tallyport.sockets;

import org.jspecify.annotations.NullMarked;
