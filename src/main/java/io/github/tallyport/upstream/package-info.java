/**
 * The providers seen as one: targets, keys, time-outs, the relay of JSON and SSE.
 *
 * <p>An {@link io.github.tallyport.upstream.Exchange} is one request on its way. Its {@link
 * io.github.tallyport.upstream.Answer} is there when the first byte for the client is: until then what goes wrong is a refusal
 * and can still become a proper HTTP status, afterwards nothing is ever asked again, and nothing but the relay stands between
 * the two connections. Reactor Netty's client is used as it is, with a pool per target, because the relay needs raw
 * bytes, back-pressure and exact time-outs. Turned down: WebClient (twice the CPU), and resilience libraries around a stream
 * whose outcome is known late.
 */
@NullMarked
package io.github.tallyport.upstream;

import org.jspecify.annotations.NullMarked;
