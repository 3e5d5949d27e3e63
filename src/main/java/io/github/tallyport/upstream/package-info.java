/**
 * The providers seen as one: targets, keys, time-outs, the relay of JSON and SSE.
 *
 * <p>An {@link io.github.tallyport.upstream.Exchange} is one request on its way: a cold flux of what the client may have,
 * whose error before the first element is a refusal and can still become a proper HTTP status; after the first element
 * nothing is ever asked again. Reactor Netty's client is used as it is, with a pool per target, because the relay needs raw
 * bytes, back-pressure and exact time-outs. Turned down: WebClient (twice the CPU), and resilience libraries around a stream
 * whose outcome is known late.
 */
@NullMarked
package io.github.tallyport.upstream;

import org.jspecify.annotations.NullMarked;
