/**
 * An answer on its way through: scanned, put right where SDKs would break, and its usage read aside.
 *
 * <p>Pure machines that take bytes and give bytes: no sockets, no clock, no Reactor, so that every split and every fault can
 * be played to them in a unit test. Turned down: binding chunks to objects (a second interpretation, and ten times the
 * garbage), and Spring's {@code ServerSentEvent} codec (it loses the bytes and writes what some SDKs cannot read).
 */
@NullMarked
package io.github.tallyport.relay;

import org.jspecify.annotations.NullMarked;
