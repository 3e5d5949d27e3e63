/** Whether the whole suite gave back every buffer it took; see {@code junit-platform.properties} for why it comes last. */
@NullMarked
package io.github.tallyport.leaks;

import org.jspecify.annotations.NullMarked;
