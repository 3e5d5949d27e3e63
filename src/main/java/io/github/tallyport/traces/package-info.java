/**
 * A span for each request, for those who follow requests through several systems.
 *
 * <p>The SDK is used directly, and a span is filled in from the request's receipt when all is over: what it says is what the
 * ledger says. Turned down: Spring's and Reactor's observations, which cost a request several objects per step even where
 * nobody looks, and an agent, which rewrites the classes that the hot path is made of.
 */
@NullMarked
package io.github.tallyport.traces;

import org.jspecify.annotations.NullMarked;
