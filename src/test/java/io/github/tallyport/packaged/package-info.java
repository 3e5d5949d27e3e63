/**
 * The packaged jar as a process of its own, for what can only be shown by killing it.
 *
 * <p>Run by Failsafe after {@code package}. The jar is unpacked with its own tool, so that one start can train a cache of classes
 * for all others. Turned down: the jar as it is, whose classes no such cache takes and which costs twice as much a start.
 */
@NullMarked
package io.github.tallyport.packaged;

import org.jspecify.annotations.NullMarked;
