package io.github.tallyport.shape;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a record's component is for, and its bounds. A component that is not {@code @Nullable} must be in what is read; null
 * and absent are the same.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Member {
    /** A sentence for the reader of the schema. */
    String value();

    /** The least value of a number; the shortest text; the fewest elements of a list or map. */
    long min() default 0;

    /** The largest, longest or most. */
    long max() default Long.MAX_VALUE;

    /** What a whole text must match; empty for anything. */
    String pattern() default "";

    /** Whether null is left out when it is written. */
    boolean omitted() default false;
}
