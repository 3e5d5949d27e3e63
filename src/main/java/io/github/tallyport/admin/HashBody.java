package io.github.tallyport.admin;

import io.github.tallyport.shape.Member;
import org.jspecify.annotations.Nullable;

/** A secret whose hash is wanted. */
record HashBody(
        @Member(value = "A well-formed secret, sk-tally-…; none: one is drawn", max = 200) @Nullable
        String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "a secret";
    }
}
