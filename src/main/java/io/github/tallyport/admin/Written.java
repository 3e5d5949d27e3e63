package io.github.tallyport.admin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a write did.
 *
 * @param before null when it was made
 * @param after null when it is no more
 * @param reply may show a secret; the views never do
 */
record Written(@Nullable View before, @Nullable View after, Reply reply) {
    String subject() {
        return Objects.requireNonNull(after == null ? before : after, "nothing before and after")
                .subject();
    }

    boolean changed() {
        return before == null || after == null || after.version() != before.version();
    }
}
