/**
 * Money as text.
 *
 * <p>Everywhere else it is nano-yuan in a {@code long}, so that sums are exact and overflow is noticed. A room of its own, as
 * rooms that may not know each other read and write amounts. Turned down: a type for money (every sum and every column would
 * unwrap it), and doubles.
 */
@NullMarked
package io.github.tallyport.money;

import org.jspecify.annotations.NullMarked;
