/**
 * A record's shape in JSON: one description by which it is read strictly, written, and told in a schema.
 *
 * <p>Records with a few annotated components are bound to bodies, and a body that does not fit is refused with the path of the
 * first value that is wrong, in the sentences of the client side. Turned down: data binding (its leniencies must be switched
 * off one by one, its findings translated from exceptions) with a schema generator beside it (a second opinion on the same
 * records that is free to differ).
 */
@NullMarked
package io.github.tallyport.shape;

import org.jspecify.annotations.NullMarked;
