/**
 * What the HTTP edges for clients and for operators have in common: how a request is named, and how a fault is answered.
 *
 * <p>A room of its own, so that neither edge needs the other. Turned down: a base class for both edges, which would tie their
 * order of steps together.
 */
@NullMarked
package io.github.tallyport.edge;

import org.jspecify.annotations.NullMarked;
