/**
 * What would happen to a request that is not sent: the words in which operators ask and are answered.
 *
 * <p>The answer is given by whoever knows the order of a request, and asked for by whoever talks to operators; as neither edge
 * uses the other, what they share is here. Turned down: a flag on real requests that stops them before they are sent, which
 * would have to be trusted to change nothing.
 */
@NullMarked
package io.github.tallyport.explain;

import org.jspecify.annotations.NullMarked;
