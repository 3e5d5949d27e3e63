/** The application's front door; everything it does is in the rooms below. */
@NullMarked
package io.github.tallyport;

import org.jspecify.annotations.NullMarked;
