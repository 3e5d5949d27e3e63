/**
 * The HTTP edge for clients, and the only place that knows the order of a request.
 *
 * <p>Two lanes in one server: chat completions is a Reactor Netty route, everything else WebFlux; before both, each connection
 * reads HTTP one way only. Turned down: WebFlux for the hot path, which costs twice the time per request, and leaving
 * strictness to a proxy in front, which is the one a smuggled request is meant for.
 */
@NullMarked
package io.github.tallyport.gateway;

import org.jspecify.annotations.NullMarked;
