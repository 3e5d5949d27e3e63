/**
 * The models: what each is called, takes and costs, and where it lives.
 *
 * <p>Configuration, not data: prices are reviewed like code and carry dates. Turned down: admin calls that change prices or
 * targets at run time, and one property tree per feature, which would tear a model's entry into four places.
 */
@NullMarked
package io.github.tallyport.catalogue;

import org.jspecify.annotations.NullMarked;
