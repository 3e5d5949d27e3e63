/**
 * The Redis that replicas share, where there is one: its client, and connections to it that come and go.
 *
 * <p>Nothing waits for Redis. A {@link io.github.tallyport.redis.Link} is made in the background and made again whenever it is
 * lost, with growing pauses; whoever uses it asks for the connection of this moment and does without when there is none.
 * Turned down: Spring Data Redis (a layer over the same client, with threads that block), and Lettuce's own reconnecting,
 * which does not try a first connection again and queues commands for a server that is away.
 */
@NullMarked
package io.github.tallyport.redis;

import org.jspecify.annotations.NullMarked;
