/**
 * A crowd of clients, a provider that can take it, and the reckoning afterwards: what clients were told against the books.
 *
 * <p>A request's id says what kind it is and what it comes to, so that the client, the provider and the reckoning agree on it
 * without sharing anything but the id. Turned down: the usual HTTP clients, which hide when exactly an answer was whole.
 */
@NullMarked
package io.github.tallyport.load;

import org.jspecify.annotations.NullMarked;
