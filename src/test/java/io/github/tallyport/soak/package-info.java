/** How long the long tests take: short in every build, as long as promised in {@code -Psoak}. */
@NullMarked
package io.github.tallyport.soak;

import org.jspecify.annotations.NullMarked;
