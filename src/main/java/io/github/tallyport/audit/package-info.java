/**
 * Every admin write, for ever.
 *
 * <p>An entry is made in the transaction of the write it tells of, so that neither is there without the other, and takes the
 * next number there, so that an entry that is gone leaves a gap. Nothing here changes or deletes one. Turned down: the log
 * as the place of the audit (it is not in the transaction, and it rotates).
 */
@NullMarked
package io.github.tallyport.audit;

import org.jspecify.annotations.NullMarked;
