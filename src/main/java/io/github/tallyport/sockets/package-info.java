/**
 * What every connection has in common, a client's as well as a provider's: its event loop, when bytes are handed to the kernel,
 * when it is told what a connection waits for, and who is heard first.
 *
 * <p>The kernel is talked to once for each turn of the loop. At saturation, waking the other side for each answer by itself
 * took up to a third of all that a request takes; and Reactor Netty turns reading off and on again within a turn, twice a
 * request. Within a turn all answers come before all questions, which takes 1 to 6 per cent less than as they come. Turned
 * down: Netty's {@code FlushConsolidationHandler}, which hands over as soon as the connection's own input is read, and so each
 * answer of the cache by itself; and NIO, which keeps changes of interest back as well, but takes more for all the rest.
 */
@NullMarked
package io.github.tallyport.sockets;

import org.jspecify.annotations.NullMarked;
